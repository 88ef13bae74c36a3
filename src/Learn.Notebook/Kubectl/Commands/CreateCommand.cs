using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl create -f</c>.</summary>
internal sealed class CreateCommand : KubectlCommand
{
    public override string Name => "create";

    public override string Summary => "Creates what manifests describe; what exists already is an error.";

    public override string Usage => "-f (FILE|FOLDER|-) [-n NAMESPACE]";

    public override IReadOnlyList<Flag> Flags { get; } = [KubectlFlags.Files, KubectlFlags.Recursive, .. ObjectCreation.Flags, KubectlFlags.Switch("save-config", "Accepted.")];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        if (call.Arguments is [var what, ..])
        {
            throw KubectlErrors.Mistake($"unknown command \"create {what}\"\nThere are: create -f FILE, create namespace, create deployment, create service clusterip|nodeport|loadbalancer|externalname. "
                + "Anything else is made by a manifest: kubectl apply -f -");
        }

        var manifest = await ApplyCommand.ReadAsync(call, cancellationToken);
        ManifestInput.CheckNamespace(call, manifest);
        var (text, created, errors) = ("", new List<ObjectGroup>(), new List<string>());
        foreach (var document in manifest.Objects.Documents.Where(document => document.Object is not null))
        {
            try
            {
                var one = (IKubernetesObject<V1ObjectMeta>)document.Object!;
                if (document.ResourceKind!.IsNamespaced && string.IsNullOrEmpty(one.Metadata.NamespaceProperty))
                {
                    one.Metadata.NamespaceProperty = call.Namespace;
                }

                created.Add(new ObjectGroup(document.ResourceKind, [call.IsDryRun ? one : call.Cluster.Create(one)]));
                text += $"{document.ResourceKind.DisplayName}/{one.Metadata.Name} created{call.DryRunNote}\n";
            }
            catch (ClusterApiException refusal)
            {
                errors.Add(KubectlErrors.Of(refusal));
            }
        }

        text = ObjectPrinter.Of(call) is { } printer ? printer.Print(created, created.Count == 1) : text;
        return await call.SettledAsync(new KubectlOutput(text, ObjectValues.ListOf(created)) { Error = errors.Count > 0 ? string.Join('\n', errors) : null }, cancellationToken);
    }
}
