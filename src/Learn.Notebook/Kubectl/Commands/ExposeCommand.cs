using System.Globalization;
using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl expose</c>.</summary>
internal sealed class ExposeCommand : KubectlCommand
{
    public override string Name => "expose";

    public override string Summary => "Creates a Service for a Pod, Deployment, ReplicaSet or Service.";

    public override string Usage => "(KIND NAME | KIND/NAME) [--port=PORT] [--target-port=PORT] [--type=TYPE] [--name=NAME]";

    public override ArgumentSort Arguments => ArgumentSort.Workloads;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Text("port", "The port of the Service; without it those of the containers."),
        KubectlFlags.Text("target-port", "The port of the Pods, a number or a name; without it the one of the Service."),
        KubectlFlags.Text("protocol", "The protocol. Default TCP.") with { Values = ["TCP", "UDP", "SCTP"] },
        KubectlFlags.Text("type", "The type. Default ClusterIP.") with { Values = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"] },
        KubectlFlags.Text("name", "The name of the Service; without it the one of the object."),
        KubectlFlags.Text("selector", "The labels that it selects, instead of those of the object."),
        KubectlFlags.Text("labels", "The labels of the Service, instead of those of the object.", 'l'),
        KubectlFlags.Text("cluster-ip", "The cluster IP; None for a headless Service."),
        new("external-ip", FlagKind.Texts, "An address from outside that it also takes."),
        KubectlFlags.Text("load-balancer-ip", "The address that the load balancer is to have."),
        KubectlFlags.Text("session-affinity", "Whether a client keeps its Pod.") with { Values = ["None", "ClientIP"] },
        .. ObjectCreation.Flags,
    ];

    public override Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        var choice = ObjectChoice.Read(call, call.Arguments, isSelectable: false);
        var found = choice.Find(call.Cluster, missing).SelectMany(group => group.Objects).ToList();
        if (missing.Count > 0)
        {
            throw new CellException(string.Join('\n', missing));
        }

        if (!choice.HasNames || found is not [var one])
        {
            throw KubectlErrors.Misused(this, "one object must be named: kubectl expose deployment web --port=80");
        }

        var flags = call.Flags;
        var service = new V1Service
        {
            Metadata = new V1ObjectMeta
            {
                Name = flags["name"] ?? one.Metadata.Name,
                NamespaceProperty = one.Metadata.NamespaceProperty,
                Labels = flags["labels"] is { } labels ? LabelPairs.Read("labels", labels) : one.Metadata.Labels,
            },
            Spec = new V1ServiceSpec
            {
                Type = flags["type"],
                Selector = flags["selector"] is { } selector ? LabelPairs.Read("selector", selector) : SelectorOf(one),
                Ports = PortsOf(call, one),
                ClusterIP = flags["cluster-ip"],
                ExternalIPs = flags.Has("external-ip") ? [.. flags.All("external-ip").SelectMany(word => word.Split(','))] : null,
                LoadBalancerIP = flags["load-balancer-ip"],
                SessionAffinity = flags["session-affinity"],
            },
        };
        return ObjectCreation.CreateAsync(call, service, "exposed", null, cancellationToken);
    }

    private static IDictionary<string, string> SelectorOf(IKubernetesObject<V1ObjectMeta> one)
    {
        var labels = one switch
        {
            V1Pod pod => pod.Metadata.Labels,
            V1Service service => service.Spec.Selector,
            V1Deployment deployment => OfLabels(deployment.Spec.Selector),
            V1ReplicaSet set => OfLabels(set.Spec.Selector),
            _ => throw KubectlErrors.Mistake($"cannot expose a {ResourceKind.For(one.GetType()).Singular}"),
        };
        return labels is { Count: > 0 }
            ? labels
            : throw KubectlErrors.Mistake("couldn't retrieve selectors via --selector flag or introspection: the "
                + (one is V1Pod ? "pod has no labels and cannot be exposed" : "object has no selector of labels alone"));
    }

    private static IDictionary<string, string>? OfLabels(V1LabelSelector selector) => selector.MatchExpressions is { Count: > 0 } ? null : selector.MatchLabels;

    private static List<V1ServicePort> PortsOf(KubectlCall call, IKubernetesObject<V1ObjectMeta> one)
    {
        var protocol = call.Flags["protocol"];
        var target = call.Flags["target-port"];
        var given = (call.Flags["port"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? (Port: port, Protocol: protocol)
                : throw KubectlErrors.Mistake($"--port={word}: expected a number"))
            .ToList();
        var ports = given.Count > 0 ? given : Declared(one).Select(port => (port.Port, Protocol: protocol ?? port.Protocol)).ToList();
        return ports.Count == 0
            ? throw KubectlErrors.Mistake("couldn't find port via --port flag or introspection\nSee 'kubectl expose -h' for help and examples")
            : [.. ports.Select((port, index) => new V1ServicePort
            {
                Name = ports.Count > 1 ? $"port-{index + 1}" : null,
                Port = port.Port,
                Protocol = port.Protocol ?? "TCP",
                TargetPort = target ?? port.Port.ToString(CultureInfo.InvariantCulture),
            })];
    }

    private static IEnumerable<(int Port, string? Protocol)> Declared(IKubernetesObject<V1ObjectMeta> one) => one switch
    {
        V1Service service => (service.Spec.Ports ?? []).Select(port => (port.Port, (string?)port.Protocol)),
        V1Pod pod => OfContainers(pod.Spec),
        V1Deployment deployment => OfContainers(deployment.Spec.Template.Spec),
        V1ReplicaSet set => OfContainers(set.Spec.Template.Spec),
        _ => [],
    };

    private static IEnumerable<(int Port, string? Protocol)> OfContainers(V1PodSpec pods) =>
        pods.Containers.SelectMany(container => container.Ports ?? []).Select(port => (port.ContainerPort, (string?)port.Protocol));
}
