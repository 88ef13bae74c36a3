using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl create deployment</c>.</summary>
internal sealed class CreateDeploymentCommand : KubectlCommand
{
    public override string Name => "create deployment";

    public override string Summary => "Creates a Deployment.";

    public override string Usage => "NAME --image=IMAGE… [--port=PORT] [--replicas=COUNT] [-- COMMAND [ARGUMENT…]]";

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        new("image", FlagKind.Texts, "The image of a container; once for each."),
        KubectlFlags.Number("port", "The port that the container listens on. The lab lets something listen there."),
        KubectlFlags.Number("replicas", "How many Pods there shall be. Default 1."),
        .. ObjectCreation.Flags,
    ];

    public override Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var name = ObjectCreation.NameOf(call);
        string[] images = [.. call.Flags.All("image").SelectMany(image => image.Split(',', StringSplitOptions.RemoveEmptyEntries))];
        if (images.Length == 0)
        {
            throw KubectlErrors.Mistake("required flag(s) \"image\" not set");
        }

        var command = call.Flags.ArgumentsBehindDashes;
        if (images.Length > 1 && command is { Count: > 0 })
        {
            throw KubectlErrors.Mistake("cannot specify multiple --image options and command");
        }

        var labels = new Dictionary<string, string> { ["app"] = name };
        var deployment = new V1Deployment
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = call.Namespace, Labels = labels },
            Spec = new V1DeploymentSpec
            {
                Replicas = (int)(call.Flags.Number("replicas") ?? 1),
                Selector = new V1LabelSelector { MatchLabels = labels },
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = labels },
                    Spec = new V1PodSpec
                    {
                        Containers = [.. images.Select((image, index) => new V1Container
                        {
                            Name = ImageNames.ContainerOf(image),
                            Image = image,
                            Command = command is { Count: > 0 } ? [.. command] : null,
                            Ports = index == 0 && call.Flags.Number("port") is { } port ? [new V1ContainerPort { ContainerPort = (int)port }] : null,
                        })],
                    },
                },
            },
        };
        return ObjectCreation.CreateAsync(call, deployment, "created", "failed to create deployment", cancellationToken);
    }
}
