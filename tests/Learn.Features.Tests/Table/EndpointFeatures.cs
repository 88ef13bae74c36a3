using k8s.Models;

namespace Learn.Features.Tests;

/// <summary>Which endpoints get traffic.</summary>
internal static class EndpointFeatures
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("no-endpoints", "No endpoints")
        {
            Idea = "A Service without Pods refuses at once: REJECT in the filter table, not DROP",
            Try = new("pod/tester", "curl -s http://web/") { ExitCode = 7 },
            Sees = "connection refused, from a Pod, from the node, and on the node port from outside",
            Check = async scene =>
            {
                Scene.AssertRefused(await scene.CurlAsync("http://web", "pod/tester", 5));
                string address = scene.Lab.Get<V1Service>("web")!.Spec.ClusterIP;
                Scene.AssertRefused(await scene.CurlAsync($"http://{address}", "node/node-1", 5));
                Scene.AssertRefused(await scene.CurlAsync($"http://{scene.NodeAddress("node-1")}:30080", "client", 5));
                Assert.Contains("has no endpoints", await scene.Lab.IptablesSaveAsync(table: "filter", cancellationToken: Scene.Cancel), StringComparison.Ordinal);
            },
        },
        new("internal-policy-local", "internalTrafficPolicy: Local")
        {
            Idea = "Pods ask their own node's endpoints or nobody: what log collectors want",
            Try = new("pod/tester-1", "curl -s http://web/hostname") { Prints = "web-1" },
            Sees = "the tester beside a Pod gets that Pod only; the tester on a node without one waits in vain",
            Check = async scene =>
            {
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester-1", 50), "web-1");
                Scene.AssertDropped(await scene.CurlAsync("http://web", "pod/tester-3"));
            },
        },
        new("topology-hints", "Topology aware routing")
        {
            Idea = "Each zone keeps its traffic while it has endpoints enough; a hint is no guarantee",
            Try = new("pod/tester-1", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "Pods of the own zone answer; when one zone loses a Pod, the hints are gone and all answer",
            Check = async scene =>
            {
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester-1", 150), "web-1", "web-3");
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester-2", 150), "web-2", "web-4");
                await scene.Lab.DeleteAsync("pod", "web-2", cancellationToken: Scene.Cancel);
                await scene.Lab.DeleteAsync("pod", "web-4", cancellationToken: Scene.Cancel);
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester-2", 150), "web-1", "web-3");
            },
        },
        new("service-proxy-name", "service.kubernetes.io/service-proxy-name")
        {
            Idea = "A label tells kube-proxy that another proxy takes care of the Service",
            Try = new("pod/tester", "curl -s --connect-timeout 1 http://web/") { ExitCode = 28 },
            Sees = "the Service has an address and endpoints, but no rule",
            Check = async scene =>
            {
                Assert.NotEmpty(scene.Lab.List<V1EndpointSlice>().Single(slice => slice.Metadata.Labels["kubernetes.io/service-name"] == "web").Endpoints);
                Assert.DoesNotContain("default/web", await scene.Lab.IptablesSaveAsync(cancellationToken: Scene.Cancel), StringComparison.Ordinal);
            },
        },
    ];
}
