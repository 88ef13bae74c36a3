namespace Learn.Proxy.Tests;

/// <summary>Dumps in the layouts of several versions are recognised, and read alike.</summary>
public sealed class LayoutTests
{
    [Theory]
    [InlineData(20, "1.20 or older")]
    [InlineData(22, "1.21 to 1.23")]
    [InlineData(24, "1.24")]
    [InlineData(25, "1.25 to 1.26")]
    [InlineData(26, "1.25 to 1.26")]
    [InlineData(28, "1.27 or newer")]
    [InlineData(30, "1.27 or newer")]
    [InlineData(32, "1.31 or newer")]
    [InlineData(34, "1.31 or newer")]
    public void A_layout_is_recognised_and_read(int minor, string range)
    {
        Inspection inspection = Assert.Single(DumpInspection.Of(LayoutDump.Of(minor)).Parts);

        Assert.True(inspection.Versions!.Contains(minor), $"1.{minor}: {inspection.Versions}");
        Assert.Equal(range, inspection.Versions.ToString());
        Assert.Equal(InspectedMode.Iptables, inspection.Mode);
        Assert.DoesNotContain(inspection.Oddities, oddity => oddity.Level > OddityLevel.Note);
        Assert.Equal(["default/web:http", "shop/lb:http", "shop/np:http"], inspection.Reading.Services.Select(service => service.Name));
        Assert.All(inspection.Reading.Services, service => Assert.True(service.IsNameConfirmed));
        ServiceReading web = inspection.Reading.FindServices("web")[0], lb = inspection.Reading.FindServices("shop/lb")[0], np = inspection.Reading.FindServices("shop/np")[0];
        Assert.Equal([("10.244.1.2:8080", 0.5), ("10.244.2.3:8080", 0.5)], web.Endpoints.Select(endpoint => (endpoint.Address, endpoint.Share)));
        Assert.Equal((ushort?)30080, np.NodePort);
        Assert.True(np.IsExternalPolicyLocal);
        Assert.Equal(1.0, Assert.Single(np.Endpoints).LocalShare);
        Assert.Equal(["198.51.100.0/24"], lb.SourceRanges);
        Assert.Equal(["203.0.113.5"], lb.LoadBalancerIPs.Select(address => address.ToString()));
        Assert.Equal(["10.96.0.10", "10.96.0.30", "10.96.0.20"], inspection.Reading.Services.Select(service => service.ClusterIP!.ToString()));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(22)]
    [InlineData(24)]
    [InlineData(26)]
    [InlineData(28)]
    [InlineData(32)]
    [InlineData(34)]
    public void Every_rule_has_a_reason(int minor)
    {
        RulesetReading reading = DumpInspection.Of(LayoutDump.Of(minor)).Parts[0].Reading;
        var without = reading.Ruleset.Tables.SelectMany(table => table.Chains.SelectMany(chain => chain.Rules
            .Select((rule, index) => (Text: $"{table} {chain} {rule}", Reading: reading.Find(table.Name, chain.Name, index + 1)))))
            .Where(pair => pair.Reading.Reason is null).Select(pair => pair.Text);

        Assert.Empty(without);
    }

    [Fact]
    public void Two_layouts_at_once_are_said_to_be_a_mixture()
    {
        string text = LayoutDump.Of(32).Replace(":KUBE-MARK-MASQ", ":KUBE-MARK-DROP - [0:0]\n:KUBE-XLB-AAAAAAAAAAAAAAAA - [0:0]\n:KUBE-MARK-MASQ", StringComparison.Ordinal)
            .Replace("-A KUBE-NODEPORTS -p tcp", "-A KUBE-NODEPORTS -p udp -m udp --dport 30099 -j KUBE-XLB-AAAAAAAAAAAAAAAA\n-A KUBE-NODEPORTS -p tcp", StringComparison.Ordinal);

        Inspection inspection = DumpInspection.Of(text).Parts[0];

        Assert.True(inspection.Versions!.IsContradiction);
        Assert.Contains(inspection.Oddities, oddity => oddity.Level == OddityLevel.Warning && oddity.What.StartsWith("The rules are a mixture", StringComparison.Ordinal));
    }
}
