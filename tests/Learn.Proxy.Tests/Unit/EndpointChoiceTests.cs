using k8s.Models;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>Which endpoints are used, as packets see it: each letter is one endpoint, and the answer is who gets traffic.</summary>
public sealed class EndpointChoiceTests
{
    [Theory]
    // ready: r, not ready but serving: s, serving and terminating: t, terminating and not serving: d, nothing: n; capitals are on this node
    [InlineData("r r", "", "1 2")]
    [InlineData("r t", "", "1")]
    [InlineData("t d", "", "1")]
    [InlineData("s d", "", "")]
    [InlineData("n", "", "")]
    [InlineData("R r", "internal", "1")]
    [InlineData("r T", "internal", "2")]
    [InlineData("T R", "internal", "2")]
    [InlineData("r S", "internal", "")]
    [InlineData("d", "internal", "")]
    public void Traffic_to_the_cluster_IP_reaches(string endpoints, string policy, string expected)
    {
        var proxy = new IptablesProxy(ProxyConfiguration.Default, "worker-1", IpFamily.IPv4);
        proxy.SetService(Objects.Service(service => service.Spec.InternalTrafficPolicy = policy == "internal" ? "Local" : "Cluster"));
        proxy.SetEndpointSlice(Objects.SliceOf("one", [.. endpoints.Split(' ').Select(Make)]));

        WalkResult walk = PacketWalk.Walk(
            proxy.Plan(Objects.Now()).Desired(),
            new Packet { Source = new([10, 244, 1, 99]), Destination = new([10, 96, 0, 7]), DestinationPort = 80 });

        Assert.Equal(expected, string.Join(' ', walk.Outcomes
            .Where(outcome => outcome.IsDestinationTranslated)
            .Select(outcome => outcome.Packet.Destination.GetAddressBytes()[3])
            .Order()));
    }

    [Theory]
    [InlineData("a:a b:b", "a", "1")]
    [InlineData("a:a b:b", "c", "1 2")]
    [InlineData("a:a b:", "a", "1 2")]
    [InlineData("a:a b:", "", "1 2")]
    [InlineData("a:ab b:b", "b", "1 2")]
    public void Hints_count_if_all_ready_endpoints_have_one_and_one_is_for_this_zone(string endpoints, string zone, string expected)
    {
        var proxy = new IptablesProxy(ProxyConfiguration.Default, "worker-1", IpFamily.IPv4);
        proxy.SetNode(Objects.Node(node => node.Metadata.Labels["topology.kubernetes.io/zone"] = zone));
        proxy.SetService(Objects.Service(service =>
            service.Metadata.Annotations = new Dictionary<string, string> { ["service.kubernetes.io/topology-mode"] = "Auto" }));
        proxy.SetEndpointSlice(Objects.SliceOf("one", [.. endpoints.Split(' ').Select((text, index) =>
        {
            V1Endpoint endpoint = Objects.Ready($"10.244.2.{index + 1}");
            string[] parts = text.Split(':');
            endpoint.Zone = parts[0];
            endpoint.Hints = new() { ForZones = [.. parts[1].Select(letter => new V1ForZone { Name = letter.ToString() })] };
            return endpoint;
        })]));
        IEnumerable<DnatTarget> translations = proxy.Plan(Objects.Now()).Desired().Find("nat")!.Chains
            .SelectMany(chain => chain.Rules)
            .Select(rule => rule.Target)
            .OfType<DnatTarget>();
        Assert.Equal(expected, string.Join(' ', translations.Select(target => target.To.FirstAddress!.GetAddressBytes()[3]).Order()));
    }

    private static V1Endpoint Make(string letter, int index)
    {
        V1Endpoint endpoint = Objects.Ready($"10.244.2.{index + 1}", char.IsUpper(letter[0]) ? "worker-1" : "worker-2");
        endpoint.Conditions = char.ToLowerInvariant(letter[0]) switch
        {
            'r' => new(),
            's' => new() { Ready = false, Serving = true },
            't' => new() { Ready = false, Serving = true, Terminating = true },
            'd' => new() { Ready = false, Serving = false, Terminating = true },
            _ => new() { Ready = false, Serving = false },
        };
        return endpoint;
    }
}
