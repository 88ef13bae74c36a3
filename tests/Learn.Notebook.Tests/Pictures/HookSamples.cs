using Learn.Netfilter;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>Ways of packets through the hooks.</summary>
internal static class HookSamples
{
    public static SvgPicture PodToService { get; } = HookDiagram.Draw(
        [
            (Hook.Prerouting, "raw", null),
            (Hook.Prerouting, "mangle", null),
            (Hook.Prerouting, "nat", "KUBE-SERVICES: for default/my-service:http; by chance, 1 in 3, to the endpoint 10.244.1.7:8080; DNAT to 10.244.1.7:8080"),
            (Hook.Forward, "filter", "KUBE-FORWARD: nothing matches; the policy accepts it"),
            (Hook.Postrouting, "nat", "KUBE-POSTROUTING: it is not marked, so its source stays"),
        ],
        "From a pod to default/my-service:http");

    public static SvgPicture Hairpin { get; } = HookDiagram.Draw(
        [
            (Hook.Output, "nat", "DNAT to 127.0.0.1:8080"),
            (Hook.Output, "filter", null),
            (Hook.Postrouting, "nat", null),
            (Hook.Prerouting, "nat", "known to connection tracking: nat is not asked again"),
            (Hook.Input, "filter", "accepted"),
        ],
        "A process of the node asks a Service whose endpoint is on the same node");
}
