using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl create namespace</c>.</summary>
internal sealed class CreateNamespaceCommand(string word) : KubectlCommand
{
    public override string Name => $"create {word}";

    public override string Summary => "Creates a namespace.";

    public override string Usage => "NAME";

    public override IReadOnlyList<Flag> Flags => ObjectCreation.Flags;

    public override Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken) =>
        ObjectCreation.CreateAsync(call, new V1Namespace { Metadata = new V1ObjectMeta { Name = ObjectCreation.NameOf(call) } }, "created", null, cancellationToken);
}
