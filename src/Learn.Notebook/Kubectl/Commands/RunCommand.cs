using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl run</c>.</summary>
internal sealed class RunCommand : KubectlCommand
{
    public override string Name => "run";

    public override string Summary => "Creates a Pod.";

    public override string Usage => "NAME --image=IMAGE [--port=PORT] [--labels=KEY=VALUE,…] [-- ARGUMENT…]";

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Text("image", "The image of the container."),
        KubectlFlags.Number("port", "The port that the container listens on. The lab lets something listen there."),
        KubectlFlags.Text("labels", "The labels, instead of run=NAME.", 'l'),
        new("env", FlagKind.Texts, "A variable of the container's environment: NAME=VALUE."),
        new("annotations", FlagKind.Texts, "An annotation: KEY=VALUE."),
        KubectlFlags.Text("restart", "When the container is started again.") with { Values = ["Always", "OnFailure", "Never"] },
        KubectlFlags.Switch("command", "What stands behind -- is the command, not its arguments."),
        KubectlFlags.Switch("expose", "Creates a Service for it, too; needs --port."),
        KubectlFlags.Switch("rm", "Not here: see the message."),
        KubectlFlags.Switch("stdin", "Not here: see the message.", 'i'),
        KubectlFlags.Switch("tty", "Not here: see the message.", 't'),
        KubectlFlags.Switch("attach", "Not here: see the message."),
        .. ObjectCreation.Flags,
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var flags = call.Flags;
        var name = flags.ArgumentsBeforeDashes is [var given, ..] ? given : throw KubectlErrors.Misused(this, "NAME is required for run");
        if (flags.IsOn("rm") || flags.IsOn("stdin") || flags.IsOn("tty") || flags.IsOn("attach"))
        {
            throw KubectlErrors.Mistake("the lab runs no images, so that one cannot talk with a container. Programs of this machine run in any Pod: "
                + "kubectl exec POD -- COMMAND, or a #!sh --in pod/NAME cell; \"toolbox\" is a host among the Pods that is always there");
        }

        var image = flags["image"] ?? throw KubectlErrors.Mistake("required flag(s) \"image\" not set");
        if (flags.IsOn("expose") && flags["port"] is null)
        {
            throw KubectlErrors.Mistake("--port must be set when exposing a service");
        }

        var labels = flags["labels"] is { } text ? LabelPairs.Read("labels", text) : new Dictionary<string, string> { ["run"] = name };
        string[] words = [.. flags.ArgumentsBehindDashes ?? [.. flags.Arguments.Skip(1)]];
        var pod = new V1Pod
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = call.Namespace,
                Labels = labels,
                Annotations = flags.Has("annotations") ? LabelPairs.Read("annotations", string.Join(',', flags.All("annotations"))) : null,
            },
            Spec = new V1PodSpec
            {
                RestartPolicy = flags["restart"] ?? "Always",
                Containers =
                [
                    new V1Container
                    {
                        Name = name,
                        Image = image,
                        Command = words.Length > 0 && flags.IsOn("command") ? words : null,
                        Args = words.Length > 0 && !flags.IsOn("command") ? words : null,
                        Env = flags.Has("env") ? [.. flags.All("env").Select(Variable)] : null,
                        Ports = flags.Number("port") is { } port ? [new V1ContainerPort { ContainerPort = (int)port }] : null,
                    },
                ],
            },
        };
        var created = await ObjectCreation.CreateAsync(call, pod, "created", null, cancellationToken);
        if (!flags.IsOn("expose"))
        {
            return created;
        }

        var service = new V1Service
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = call.Namespace },
            Spec = new V1ServiceSpec { Selector = labels, Ports = [new V1ServicePort { Port = (int)flags.Number("port")!.Value, Protocol = "TCP" }] },
        };
        var exposed = await ObjectCreation.CreateAsync(call, service, "created", null, cancellationToken);
        return exposed with { Text = exposed.Text + created.Text, Value = created.Value };
    }

    private static V1EnvVar Variable(string text) => text.Split('=', 2) is [{ Length: > 0 } name, var value]
        ? new V1EnvVar { Name = name, Value = value }
        : throw KubectlErrors.Mistake($"invalid env: {text}; expected NAME=VALUE");
}
