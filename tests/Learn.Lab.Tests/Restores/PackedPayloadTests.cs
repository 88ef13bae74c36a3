using System.Globalization;
using k8s.Models;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Tests.Restores;

/// <summary>What a hundred syncs that are kept cost.</summary>
public sealed class PackedPayloadTests(ITestOutputHelper output)
{
    private const int Services = 2_000;
    private const int Syncs = 100;

    [Fact]
    public void Old_payloads_are_kept_in_a_fraction_of_their_size()
    {
        var proxy = new IptablesProxy(ProxyConfiguration.Default, "node-1", IpFamily.IPv4);
        proxy.SetNode(new V1Node { Metadata = new() { Name = "node-1", Labels = new Dictionary<string, string>() } });
        for (int number = 0; number < Services; number++)
        {
            proxy.SetService(Service(number));
            proxy.SetEndpointSlice(Slice(number, 0));
        }

        long plain = 0, packed = 0;
        var plans = new List<SyncPlan>();
        for (int sync = 0; sync < Syncs; sync++)
        {
            proxy.SetEndpointSlice(Slice(sync, 1));
            var plan = proxy.Plan(new SyncInput { Now = DateTimeOffset.UnixEpoch, NatChains = [] });
            proxy.Succeeded(plan);
            byte[]? before = sync % 25 == 0 ? plan.Payload.ToArray() : null;
            plain += plan.PayloadLength;
            packed += PackedPayload.Pack(plan);
            Assert.True(before is null || plan.Payload.Span.SequenceEqual(before));
            plans.Add(plan);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Syncs} syncs of {Services} Services: {plain / 1e6:0.0} MB of payloads, {packed / 1e6:0.0} MB packed"));
        Assert.True(packed < plain / 4, $"{packed} of {plain} bytes");
        GC.KeepAlive(plans);
    }

    private static V1Service Service(int number)
    {
        string address = $"10.{96 + (number >> 16)}.{(number >> 8) & 255}.{number & 255}";
        return new V1Service
        {
            Metadata = new() { Name = $"service-{number}", NamespaceProperty = "default" },
            Spec = new() { Type = "ClusterIP", ClusterIP = address, ClusterIPs = [address], IpFamilies = ["IPv4"], Ports = [new V1ServicePort { Name = "http", Port = 80, Protocol = "TCP" }] },
        };
    }

    private static V1EndpointSlice Slice(int number, int version) => new()
    {
        Metadata = new() { Name = $"slice-{number}", NamespaceProperty = "default", Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = $"service-{number}" } },
        AddressType = "IPv4",
        Endpoints =
        [
            .. Enumerable.Range(0, 5).Select(endpoint => new V1Endpoint
            {
                Addresses = [$"10.{200 + version}.{((number * 5) + endpoint) >> 8 & 255}.{((number * 5) + endpoint) & 255}"],
                NodeName = "node-2",
                Conditions = new() { Ready = true, Serving = true, Terminating = false },
            }),
        ],
        Ports = [new Discoveryv1EndpointPort { Name = "http", Port = 8080, Protocol = "TCP" }],
    };
}
