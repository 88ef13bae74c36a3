using System.Globalization;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl create service</c> for one type of Service.</summary>
/// <param name="word">The type on the command line: <c>nodeport</c>.</param>
/// <param name="type">The type in the manifest: <c>NodePort</c>.</param>
internal sealed class CreateServiceCommand(string word, string type) : KubectlCommand
{
    public override string Name => $"create service {word}";

    public override string Summary => $"Creates a Service of type {type}, which selects app=NAME.";

    public override string Usage => type == "ExternalName" ? "NAME --external-name=NAME" : "NAME --tcp=PORT[:TARGETPORT]…";

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        new("tcp", FlagKind.Texts, "A port, and the one of the Pods: 80:8080."),
        .. word == "clusterip" ? [KubectlFlags.Text("clusterip", "The cluster IP; None for a headless Service.")] : (Flag[])[],
        .. word == "nodeport" ? [KubectlFlags.Number("node-port", "The port of the nodes.")] : (Flag[])[],
        .. word == "externalname" ? [KubectlFlags.Text("external-name", "The name that it stands for.")] : (Flag[])[],
        .. ObjectCreation.Flags,
    ];

    public override Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var name = ObjectCreation.NameOf(call);
        var ports = call.Flags.All("tcp").SelectMany(words => words.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(Port).ToList();
        if (ports.Count == 0 && type != "ExternalName" && call.Flags["clusterip"] != "None")
        {
            throw KubectlErrors.Mistake("at least one tcp port specifier must be provided");
        }

        if (type == "ExternalName" && call.Flags["external-name"] is null)
        {
            throw KubectlErrors.Mistake("required flag(s) \"external-name\" not set");
        }

        if (call.Flags.Number("node-port") is { } nodePort && ports.Count > 0)
        {
            ports[0].NodePort = (int)nodePort;
        }

        var labels = new Dictionary<string, string> { ["app"] = name };
        var service = new V1Service
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = call.Namespace, Labels = labels },
            Spec = new V1ServiceSpec
            {
                Type = type,
                Selector = labels,
                Ports = ports.Count > 0 ? ports : null,
                ClusterIP = call.Flags["clusterip"],
                ExternalName = call.Flags["external-name"],
            },
        };
        return ObjectCreation.CreateAsync(call, service, "created", $"failed to create {type} service", cancellationToken);
    }

    private static V1ServicePort Port(string text)
    {
        var parts = text.Split(':', 2);
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw KubectlErrors.Mistake($"invalid port specification \"{text}\": expected PORT or PORT:TARGETPORT");
        }

        return new V1ServicePort { Name = text.Replace(':', '-'), Port = port, Protocol = "TCP", TargetPort = parts.Length > 1 ? parts[1] : parts[0] };
    }
}
