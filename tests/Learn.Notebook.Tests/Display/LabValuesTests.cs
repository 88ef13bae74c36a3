using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn.Notebook.Tests.Display;

/// <summary>What the library returns, made by hand.</summary>
public sealed class LabValuesTests
{
    private const string Save =
        """
        *nat
        :PREROUTING ACCEPT [0:0]
        :KUBE-SVC-A - [0:0]
        -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SVC-A
        -A KUBE-SVC-A -m comment --comment "default/x -> 10.0.0.1:80" -m statistic --mode random --probability 0.50000000000 -j DROP
        COMMIT

        """;

    private static readonly Ruleset Rules = RulesetParser.Parse(Save, IpFamily.IPv4);

    private static V1Pod Pod(string name, string objectNamespace = "default") => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = objectNamespace },
        Spec = new V1PodSpec { NodeName = "node-1", Containers = [new V1Container { Name = "web" }] },
        Status = new V1PodStatus
        {
            Phase = "Running", PodIP = "10.244.0.5", PodIPs = [new V1PodIP { Ip = "10.244.0.5" }],
            ContainerStatuses = [new V1ContainerStatus { Name = "web", Ready = true, State = new V1ContainerState { Running = new V1ContainerStateRunning() } }],
        },
    };

    [Fact]
    public void A_pod_is_kubectls_row_and_its_yaml()
    {
        var html = Values.Html(Pod("my-app"));
        Assert.Contains("pod/my-app", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"good\">1/1</td>", html, StringComparison.Ordinal);
        Assert.Contains("kind: Pod", html, StringComparison.Ordinal);
        Assert.Matches("^NAME +READY +STATUS +RESTARTS +AGE", Values.Text(Pod("my-app")));
    }

    [Fact]
    public void Pods_are_kubectls_table_with_namespaces_where_they_differ()
    {
        var text = Values.Text(new[] { Pod("a"), Pod("b") });
        Assert.Matches("^NAME +READY +STATUS +RESTARTS +AGE +IP +NODE\na +1/1 +Running +0 +<unknown> +10.244.0.5 +node-1\n", text);
        Assert.StartsWith("NAMESPACE", Values.Text(new[] { Pod("a"), Pod("b", "other") }), StringComparison.Ordinal);
        Assert.StartsWith("NAME ", Values.Text(new V1PodList { Items = [Pod("a"), Pod("b")] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_objects_and_kinds_that_the_lab_lacks_are_yaml()
    {
        Assert.Equal("port: 80\nprotocol: TCP", Values.Text(new V1ServicePort { Port = 80, Protocol = "TCP" }).ReplaceLineEndings("\n"));
        Assert.Contains("key: value", Values.Text(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "c" }, Data = new Dictionary<string, string> { ["key"] = "value" } }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_apply_and_delete_did_is_told_in_kubectls_words()
    {
        var applied = new ApplyResult([new AppliedObject(ResourceKind.Service, new NamespacedName("default", "my-service"), ApplyOutcome.Created)], [], 1, false);
        Assert.Equal("service/my-service created", Values.Text(applied));
        Assert.Contains("service/my-service <span class=\"good\">created</span>", Values.Html(applied), StringComparison.Ordinal);
        var deleted = new DeleteResult([new DeletedObject(ResourceKind.Pod, new NamespacedName("default", "p"), true)], ["pods \"q\" not found"]);
        Assert.Contains("deleted (still terminating)", Values.Html(deleted), StringComparison.Ordinal);
        Assert.Contains("Error from server (NotFound): pods &quot;q&quot; not found", Values.Html(deleted), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_a_listing_with_chains_targets_chance_and_comments_marked()
    {
        Assert.Equal(Save.TrimEnd(), Values.Text(Rules));
        var html = Values.Html(Rules);
        Assert.Contains("<b>nat</b>: 2 rules, 2 chains", html, StringComparison.Ordinal);
        Assert.Contains("-A <span class=\"chain\">KUBE-SVC-A</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"note\">&quot;default/x -&gt; 10.0.0.1:80&quot;</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"chance\">0.50000000000</span>", html, StringComparison.Ordinal);
        Assert.Contains("-j <span class=\"stop\">DROP</span>", html, StringComparison.Ordinal);
        Assert.StartsWith("-N KUBE-SVC-A\n-A KUBE-SVC-A -m comment", Values.Text(Rules.Find("nat", "KUBE-SVC-A")), StringComparison.Ordinal);
        Assert.StartsWith("-m comment", Values.Text(Rules.Find("nat", "KUBE-SVC-A")!.Rules[0]), StringComparison.Ordinal);
        Assert.Contains("Rule", Values.Text(Rules.Find("nat", "KUBE-SVC-A")!.Rules), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_listing_is_cut()
    {
        var rule = Rules.Find("nat", "KUBE-SVC-A")!.Rules[0];
        var large = new Chain("KUBE-SVC-A", [.. Enumerable.Repeat(rule, 5_000)]);
        Assert.EndsWith("… (4,001 lines more)", Values.Text(large), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_is_lines_added_and_removed()
    {
        var other = RulesetParser.Parse(Save.Replace("DROP", "ACCEPT", StringComparison.Ordinal), IpFamily.IPv4);
        var differences = RulesetComparer.Compare(Rules, other);
        Assert.Contains("\n- -A KUBE-SVC-A", Values.Text(differences), StringComparison.Ordinal);
        Assert.Contains("-j ACCEPT", Values.Text(differences), StringComparison.Ordinal);
        Assert.Contains("<del>- -A", Values.Html(differences), StringComparison.Ordinal);
        Assert.Contains("<ins>+ -A", Values.Html(differences), StringComparison.Ordinal);
        Assert.Equal("No difference.", Values.Text(RulesetComparer.Compare(Rules, Rules)));
        Assert.Equal("No difference.", Values.Text(default(ImmutableArray<Difference>)));
        Assert.Contains("<del>- -A", Values.Html(differences.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_packets_ways_are_a_tree_with_bars()
    {
        var packet = new Packet { Source = IPAddress.Parse("10.0.0.9"), Destination = IPAddress.Parse("10.96.0.1"), DestinationPort = 80 };
        var html = Values.Html(PacketWalk.Walk(Rules, packet));
        Assert.Contains("50 %", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"bad\">dropped</td>", html, StringComparison.Ordinal);
        Assert.Contains("Every way it can go", html, StringComparison.Ordinal);
        Assert.Contains("class=\"share\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Connections_say_what_was_translated()
    {
        var (client, service, pod) = (IPAddress.Parse("10.0.0.9"), IPAddress.Parse("10.96.0.1"), IPAddress.Parse("10.244.0.5"));
        var entry = new ConntrackEntry
        {
            Family = AddressFamily.InterNetwork, Protocol = "tcp", ProtocolNumber = 6, State = "TIME_WAIT",
            Original = new ConntrackTuple(client, service, 40000, 80), Reply = new ConntrackTuple(pod, client, 8080, 40000),
        };
        var text = Values.Text(new[] { new NodeConnection("node-1", entry) });
        Assert.Matches("^Node +Protocol +State +From → to +Answered by → to +Translated\nnode-1 +tcp +TIME_WAIT +10.0.0.9:40000 → 10.96.0.1:80 +10.244.0.5:8080 → 10.0.0.9:40000 +destination", text);
        Assert.Contains("<td class=\"accent\">destination</td>", Values.Html(new NodeConnection("node-1", entry)), StringComparison.Ordinal);
    }

    [Fact]
    public void Counters_are_tables_of_rules_that_have_seen_something()
    {
        RuleCounters At(ulong packets) => RuleCounters.Of(
            "node-1", RulesetParser.Parse(Save.Replace("-A KUBE-SVC-A", $"[{packets}:100] -A KUBE-SVC-A", StringComparison.Ordinal), IpFamily.IPv4));
        Assert.Contains("1 of 2 rules have seen packets", Values.Text(At(5)), StringComparison.Ordinal);
        var changes = At(5).Since(At(2));
        Assert.Contains("<td class=\"number\">3</td>", Values.Html(changes), StringComparison.Ordinal);
        Assert.StartsWith("node-1, IPv4", Values.Text(changes), StringComparison.Ordinal);
        Assert.Contains("No rule has seen a packet.", Values.Html(At(5).Since(At(5))), StringComparison.Ordinal);
    }

    [Fact]
    public void Queries_of_names_are_rows()
    {
        var query = new DnsQuery(DateTimeOffset.UnixEpoch, new IPEndPoint(IPAddress.Loopback, 5), false, "nowhere.", "A", "NXDOMAIN", 0);
        Assert.Contains("<td class=\"bad\">NXDOMAIN</td>", Values.Html(new[] { query }), StringComparison.Ordinal);
        Assert.Equal(query.ToString(), Values.Text(query));
    }

    [Fact]
    public void One_request_is_its_sample_and_many_are_a_chart()
    {
        var sample = new CurlSample { Index = 0, Status = 200, Pod = "pod-1", Body = "<hello>" };
        var single = new CurlResult(new CurlRequest { Url = "http://x", Count = 1 }, [sample], TimeSpan.FromSeconds(1));
        Assert.Contains("&lt;hello&gt;", Values.Html(single), StringComparison.Ordinal);
        Assert.Contains("<td class=\"good\">200</td>", Values.Html(sample), StringComparison.Ordinal);
        Assert.False(Values.Format(single).Data.ContainsKey("image/svg+xml"));
        var probes = new UdpResult(
            new UdpRequest { Target = "x", Port = 53, Count = 2 }, [new UdpSample { Index = 0, Pod = "a" }, new UdpSample { Index = 1, Pod = "b" }], TimeSpan.FromSeconds(1));
        Assert.True(Values.Format(probes).Data.ContainsKey("application/vnd.plotly.v1+json"));
        Assert.Contains("2 datagrams", Values.Text(probes), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_checks_and_groups_keep_their_text()
    {
        var table = new TextTable("name", "age");
        table.Add("<a>", "5s");
        Assert.Equal("NAME   AGE\n<a>    5s", Values.Text(table));
        Assert.Contains("<td>&lt;a&gt;</td>", Values.Html(table), StringComparison.Ordinal);
        Assert.Contains("class=\"bad\"", Values.Html(new ShareCheck(5, 1e-6, ["too many"])), StringComparison.Ordinal);
        Assert.StartsWith("pod", Values.Text(GroupTable.Of("pod", [("a", null)])), StringComparison.Ordinal);
    }
}
