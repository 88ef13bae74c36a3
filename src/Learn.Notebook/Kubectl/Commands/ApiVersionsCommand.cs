using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl api-versions</c>.</summary>
internal sealed class ApiVersionsCommand : KubectlCommand
{
    public override string Name => "api-versions";

    public override string Summary => "Lists the versions of the API that manifests can name.";

    public override string Usage => "";

    public override bool NeedsLab => false;

    public override Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken) =>
        Task.FromResult(new KubectlOutput(string.Concat(ResourceKind.All.Select(kind => kind.ApiVersion).Distinct().Order(StringComparer.Ordinal).Select(version => version + "\n"))));
}
