using System.Net;
using k8s.Models;

namespace Learn.Tests.Names;

public sealed class NameTableTests
{
    private static readonly NameTable Names = new(
        [Service("web", "default", "10.96.0.10"), Service("web", "shop", "10.96.0.11"), Service("db", "default", "None"), ExternalName()],
        [Slice("db", "default", ("10.244.0.7", true), ("10.244.0.8", false), ("10.244.0.9", null))]);

    [Theory]
    [InlineData("web", "default", "10.96.0.10")]
    [InlineData("web", "shop", "10.96.0.11")]
    [InlineData("web.shop", "default", "10.96.0.11")]
    [InlineData("web.shop.svc", "default", "10.96.0.11")]
    [InlineData("WEB.shop.svc.cluster.local", "default", "10.96.0.11")]
    [InlineData("web.shop.svc.cluster.local.", "other", "10.96.0.11")]
    [InlineData("db", "default", "10.244.0.7,10.244.0.9")]
    [InlineData("web", "other", "")]
    [InlineData("outside", "default", "")]
    public void A_name_means_what_it_means_in_the_pods_namespace(string name, string podNamespace, string addresses)
        => Assert.Equal(addresses, string.Join(',', Names.Lookup(name, podNamespace)));

    [Fact]
    public void The_hosts_file_has_a_line_for_each_address_with_short_names_of_the_own_namespace_only()
    {
        string[] lines = Names.HostsFile("default").Split('\n');

        Assert.Contains("10.96.0.10 web web.default web.default.svc web.default.svc.cluster.local web.default.svc.cluster.local.", lines);
        Assert.Contains("10.96.0.11 web.shop web.shop.svc web.shop.svc.cluster.local web.shop.svc.cluster.local.", lines);
        Assert.Contains("127.0.0.1 localhost", lines);
        Assert.Equal(2, lines.Count(line => line.Contains(" db ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Curl_can_be_told_the_address_of_a_name()
    {
        Assert.Equal(["--resolve", "web:80:10.96.0.10"], Names.ResolveArguments("http://web/x", "default"));
        Assert.Empty(Names.ResolveArguments("http://nobody/", "default"));
        Assert.Empty(Names.ResolveArguments("no url at all", "default"));
    }

    private static V1Service Service(string name, string serviceNamespace, string address) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = serviceNamespace },
        Spec = new V1ServiceSpec { ClusterIP = address, ClusterIPs = [address], Type = "ClusterIP" },
    };

    private static V1Service ExternalName() => new()
    {
        Metadata = new V1ObjectMeta { Name = "outside", NamespaceProperty = "default" },
        Spec = new V1ServiceSpec { Type = "ExternalName", ExternalName = "example.org" },
    };

    private static V1EndpointSlice Slice(string service, string sliceNamespace, params (string Address, bool? Ready)[] endpoints) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = service + "-1",
            NamespaceProperty = sliceNamespace,
            Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = service },
        },
        Endpoints = [.. endpoints.Select(e => new V1Endpoint
        {
            Addresses = [IPAddress.Parse(e.Address).ToString()],
            Conditions = new V1EndpointConditions { Ready = e.Ready },
        })],
    };
}
