using k8s;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl replace</c>.</summary>
internal sealed class ReplaceCommand : KubectlCommand
{
    public override string Name => "replace";

    public override string Summary => "Replaces objects by what manifests describe.";

    public override string Usage => "-f (FILE|-)";

    public override IReadOnlyList<Flag> Flags { get; } = [KubectlFlags.Files, KubectlFlags.Recursive];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var manifest = await ApplyCommand.ReadAsync(call, cancellationToken);
        ManifestInput.CheckNamespace(call, manifest);
        var (text, replaced) = ("", new List<ObjectGroup>());
        foreach (var document in manifest.Objects.Documents.Where(document => document.Object is not null))
        {
            var one = (IKubernetesObject<V1ObjectMeta>)document.Object!;
            if (document.ResourceKind!.IsNamespaced && string.IsNullOrEmpty(one.Metadata.NamespaceProperty))
            {
                one.Metadata.NamespaceProperty = call.Namespace;
            }

            replaced.Add(new ObjectGroup(document.ResourceKind, [call.Cluster.Update(one)]));
            text += $"{document.ResourceKind.DisplayName}/{one.Metadata.Name} replaced\n";
        }

        return await call.SettledAsync(new KubectlOutput(text, ObjectValues.ListOf(replaced)), cancellationToken);
    }
}
