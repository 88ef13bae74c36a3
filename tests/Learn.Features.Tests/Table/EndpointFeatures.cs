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
            Sees = "Pods of the own zone answer; when one zone loses a Pod, there are too few to share out, the hints go and all answer",
            Check = async scene =>
            {
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester-1", 150), "web-1", "web-3");
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester-2", 150), "web-2", "web-4");
                await scene.Lab.DeleteAsync("pod", "web-2", cancellationToken: Scene.Cancel);
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester-2", 150), "web-1", "web-3", "web-4");
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
        new("not-ready", "Readiness")
        {
            Idea = "kube-proxy checks nobody's health: a failing probe changes the EndpointSlice, and the rules follow",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "the Pod that fails its probe gets nothing, the others share; when it passes again it is back",
            Check = async scene =>
            {
                await scene.Lab.Pod("web-2").AnswerAsync("/healthz", 503, Scene.Cancel);
                await Scene.EventuallyAsync(() => Task.FromResult(!scene.IsReady("web-2")), "web-2 fails its probe");
                await scene.SettleAsync();
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 200), "web-1", "web-3");

                await scene.Lab.Pod("web-2").HealAsync(Scene.Cancel);
                await Scene.EventuallyAsync(() => Task.FromResult(scene.IsReady("web-2")), "web-2 passes its probe");
                await scene.SettleAsync();
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 200), "web-1", "web-2", "web-3");
            },
        },
        new("publish-not-ready", "publishNotReadyAddresses")
        {
            Idea = "Peers that must find each other before they are ready: databases that form a cluster",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "a Pod that is not ready gets its share all the same",
            Check = async scene =>
            {
                await scene.Lab.Pod("web-2").SetReady(false, Scene.Cancel);
                Assert.False(scene.IsReady("web-2"));
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 200), "web-1", "web-2");
            },
        },
        new("terminating-endpoints", "Terminating endpoints")
        {
            Idea = "When only Pods are left that are about to go but still serve, they get the traffic: better than none (KEP-1669)",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "both Pods are deleted and linger in their preStop pause; requests still succeed; a new Pod takes them all",
            Check = async scene =>
            {
                var leaving = scene.Lab.DeleteByLabelAsync("pods", "app=web", cancellationToken: Scene.Cancel);
                await Scene.EventuallyAsync(
                    () => Task.FromResult(scene.Lab.List<V1EndpointSlice>("default").SelectMany(slice => slice.Endpoints ?? []).Count(endpoint => endpoint.Conditions.Terminating == true) == 2),
                    "both endpoints are terminating");
                await scene.RulesFollowAsync();
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 150), "web-1", "web-2");

                var starting = scene.ApplyAsync("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web-3, labels: {app: web}}
                    spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]}
                    """);
                await Scene.EventuallyAsync(() => Task.FromResult(scene.IsReady("web-3")), "web-3 is ready");
                await scene.RulesFollowAsync();
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 50), "web-3");
                foreach (string pod in new[] { "web-1", "web-2" })
                {
                    await scene.Lab.DeleteAsync("pod", pod, gracePeriodSeconds: 0, cancellationToken: Scene.Cancel);
                }

                await leaving;
                await starting;
            },
        },
        new("headless", "Headless Services")
        {
            Idea = "No address, no rules: DNS gives out the Pods themselves, and the client chooses",
            Try = new("pod/tester", "dig +short web.default.svc.cluster.local") { Prints = "10.244." },
            Sees = "two addresses, one of each Pod; connections go to them directly",
            Check = async scene =>
            {
                string addresses = (await scene.RunAsync("pod/tester", "dig +short web.default.svc.cluster.local")).OutputText;
                Assert.Contains(scene.PodAddress("web-1").ToString(), addresses, StringComparison.Ordinal);
                Assert.Contains(scene.PodAddress("web-2").ToString(), addresses, StringComparison.Ordinal);
                Assert.DoesNotContain("default/web", await scene.Lab.IptablesSaveAsync(cancellationToken: Scene.Cancel), StringComparison.Ordinal);
                Assert.Equal(20, (await scene.CurlAsync("http://web", "pod/tester", 20)).Answered);
            },
        },
        new("external-name", "ExternalName")
        {
            Idea = "A Service that is nothing but a CNAME; kube-proxy never hears of it",
            Try = new("pod/tester", "dig +short shop.default.svc.cluster.local CNAME") { Prints = "web.default.svc.cluster.local." },
            Sees = "the name leads to another name, and that one to a cluster IP",
            Check = async scene =>
            {
                Scene.AssertEvenly(await scene.CurlAsync("http://shop", "pod/tester", 20), "web-1");
                Assert.DoesNotContain("default/shop", await scene.Lab.IptablesSaveAsync(cancellationToken: Scene.Cancel), StringComparison.Ordinal);
            },
        },
        new("node-lost", "A node cut off")
        {
            Idea = "Between the cable and the rules there is a grace period: until it is over a third of the connections is lost",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "time-outs at first, then even shares among the Pods that are left, and all three when the cable is back",
            Check = async scene =>
            {
                await scene.Lab.CutOffAsync("node-3", Scene.Cancel);
                await Scene.EventuallyAsync(() => Task.FromResult(!scene.IsReady("web-3")), "node-3 is taken for lost");
                await scene.RulesFollowAsync();
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 150), "web-1", "web-2");

                await scene.Lab.PlugInAsync("node-3", Scene.Cancel);
                await Scene.EventuallyAsync(() => Task.FromResult(scene.IsReady("web-3")), "node-3 is back");
                await scene.SettleAsync();
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 150), "web-1", "web-2", "web-3");
            },
        },
        new("rolling-update", "Rolling update without a lost request")
        {
            Idea = "Readiness before the first request, a preStop pause until the rules know: then nobody notices",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "four Pods are replaced under load; every request is answered",
            Check = async scene =>
            {
                var result = await scene.UnderLoadAsync(() => scene.Lab.RolloutRestartAsync("web", cancellationToken: Scene.Cancel));
                Assert.True(result.Answered == result.Samples.Length, result.ToString());
                Assert.True(result.Samples.Select(sample => sample.Pod).Distinct().Count() >= 8, "Old and new Pods should have answered.");
            },
        },
        new("rolling-update-careless", "Rolling update with lost requests")
        {
            Idea = "A Pod stops while kube-proxy is still learning of it: connections in that gap are refused or reset",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "a few requests fail, in bursts: where old Pods were stopped",
            Check = async scene =>
            {
                // One gap can be too short for a request to fall into it.
                int lost = 0;
                for (int round = 0; round < 10 && lost == 0; round++)
                {
                    var result = await scene.UnderLoadAsync(() => scene.Lab.RolloutRestartAsync("web", cancellationToken: Scene.Cancel));
                    lost += result.Samples.Length - result.Answered;
                }

                Assert.True(lost > 0, "Ten careless rollouts should lose a request.");
            },
        },
        new("traffic-distribution", "trafficDistribution: PreferClose")
        {
            Idea = "A feature gate is a promise for later: the slices carry hints, kube-proxy 1.30 does not look at them yet",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-" },
            Sees = "both zones answer, in even shares",
            Check = async scene =>
            {
                Assert.All(
                    scene.Lab.List<V1EndpointSlice>().Where(slice => slice.Metadata.Labels["kubernetes.io/service-name"] == "web").SelectMany(slice => slice.Endpoints),
                    endpoint => Assert.Equal(endpoint.Zone, Assert.Single(endpoint.Hints.ForZones).Name));
                Scene.AssertEvenly(await scene.CurlAsync("http://web", "pod/tester", 200), "web-1", "web-2");
            },
        },
        new("headless-label", "service.kubernetes.io/headless")
        {
            Idea = "A label keeps kube-proxy away from a Service, as the name of another proxy does",
            Try = new("pod/tester", "curl -s --connect-timeout 1 http://web/") { ExitCode = 28 },
            Sees = "an address, but no rule for it",
            Check = async scene => Assert.DoesNotContain("default/web", await scene.Lab.IptablesSaveAsync(cancellationToken: Scene.Cancel), StringComparison.Ordinal),
        },
        new("large-cluster", "A large cluster")
        {
            Idea = "With more than a thousand endpoints kube-proxy saves on comments",
            Try = new("pod/tester", "curl -s http://web/hostname") { Prints = "web-1" },
            Sees = "the rules of KUBE-SVC and KUBE-SEP chains have no comments any more; when the endpoints are gone they do",
            Check = async scene =>
            {
                Assert.True(scene.Lab.LastSync()!.Plan.IsLargeCluster);
                Assert.DoesNotContain("default/web ->", await scene.Lab.IptablesSaveAsync(cancellationToken: Scene.Cancel), StringComparison.Ordinal);
                await scene.Lab.DeleteAsync("endpointslice", "many-4", cancellationToken: Scene.Cancel);
                await scene.Lab.DeleteAsync("pod", "web-1", cancellationToken: Scene.Cancel);
                Assert.False(scene.Lab.LastSync()!.Plan.IsLargeCluster);
            },
        },
    ];
}
