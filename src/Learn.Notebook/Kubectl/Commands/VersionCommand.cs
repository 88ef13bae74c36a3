namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl version</c>.</summary>
internal sealed class VersionCommand : KubectlCommand
{
    // Whose words, defaults and rules the lab's cluster and this kubectl follow.
    private const string Kubernetes = "v1.30.3";

    public override string Name => "version";

    public override string Summary => "Says which version of Kubernetes the lab follows.";

    public override string Usage => "[--client]";

    public override bool NeedsLab => false;

    public override IReadOnlyList<Flag> Flags { get; } = [KubectlFlags.Switch("client", "Without the server's.")];

    public override Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken) => Task.FromResult(new KubectlOutput(
        $"Client Version: {Kubernetes} (built into the notebook)\n{(call.Flags.IsOn("client") ? "" : $"Server Version: {Kubernetes} (the lab's own API server)\n")}"));
}
