namespace Learn.Netfilter.Tests;

/// <summary>Payloads for the simulated tables; every outcome here was seen with iptables-restore 1.8.9 (nf_tables).</summary>
public sealed class RestoreTests
{
    private const string BuiltIn = "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n";
    private readonly SimulatedTables _tables = new(IpFamily.IPv4);

    [Fact]
    public void A_chain_line_empties_the_chain_and_X_deletes_it()
    {
        Restore("*filter\n:A - [0:0]\n:B - [0:0]\n-A A -j B\n-A B -j ACCEPT\nCOMMIT\n");
        Restore("*filter\n:A - [0:0]\n:B - [0:0]\n-X B\nCOMMIT\n");
        Assert.Equal(BuiltIn + ":A - [0:0]\nCOMMIT\n", Saved);
    }

    [Fact]
    public void A_chain_that_is_not_mentioned_keeps_its_rules()
    {
        Restore("*filter\n:A - [0:0]\n-A A -j ACCEPT\nCOMMIT\n");
        Restore("*filter\n:B - [0:0]\n-A A -j DROP\nCOMMIT\n");
        Assert.Equal(BuiltIn + ":A - [0:0]\n:B - [0:0]\n-A A -j ACCEPT\n-A A -j DROP\nCOMMIT\n", Saved);
    }

    [Fact]
    public void A_built_in_chain_is_not_emptied_by_its_chain_line()
    {
        const string Payload = "*filter\n:FORWARD DROP [5:6]\n[3:4] -A FORWARD -j ACCEPT\nCOMMIT\n";
        Assert.True(_tables.Restore(Payload, noFlush: true, counters: true).Succeeded);
        Assert.Equal(new Counters(5, 6), _tables.Save().Find("filter", "FORWARD")!.Counters);
        Restore(Payload);
        Assert.Equal(
            "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A FORWARD -j ACCEPT\n-A FORWARD -j ACCEPT\nCOMMIT\n",
            Saved);
    }

    [Fact]
    public void Without_noflush_the_table_begins_anew()
    {
        Restore("*filter\n:A - [0:0]\n-A INPUT -j DROP\n:INPUT DROP [0:0]\nCOMMIT\n");
        Assert.True(_tables.Restore("*filter\n:X - [0:0]\nCOMMIT\n").Succeeded);
        Assert.Equal(BuiltIn + ":X - [0:0]\nCOMMIT\n", Saved);
    }

    [Theory]
    [InlineData("*filter\n:A - [0:0]\n-A A -j NOPE\nCOMMIT\n", 2, 3)]
    [InlineData("*nat\n-A PREROUTING -j LATER\n:LATER - [0:0]\nCOMMIT\n", 2, 2)]
    [InlineData("*nat\n-A ZZZ -j ACCEPT\nCOMMIT\n", 1, 2)]
    [InlineData("*filter\n:B - [0:0]\n-X B\nCOMMIT\n", 4, 3)]
    [InlineData("*filter\n-N Y\n-N Y\nCOMMIT\n", 1, 3)]
    [InlineData("*filter\n# comment\n\n:Q - [0:0]\n-A Q -s 10.0.0.300 -j ACCEPT\nCOMMIT\n", 2, 5)]
    [InlineData("*filter\n-D FORWARD -j Q\nCOMMIT\n", 1, 2)]
    [InlineData("*filter\n:Q - [0:0]\n-A Q -j ACCEPT\n", 1, 4)]
    [InlineData("*filter\n:Q - [0:0]\nhello\nCOMMIT\n", 2, 3)]
    [InlineData("*filter\n-Z\nCOMMIT\n", 2, 2)]
    public void A_refused_payload_changes_nothing(string payload, int status, int line)
    {
        Restore("*filter\n:KEPT - [0:0]\n:B - [0:0]\n-A KEPT -j B\n:Q - [0:0]\nCOMMIT\n");
        string before = Saved;
        var result = _tables.Restore(payload, noFlush: true, counters: true);
        Assert.Equal((status, line), (result.ExitCode, result.Line));
        Assert.Equal(before, Saved);
    }

    [Fact]
    public void Tables_before_the_refused_one_stay()
    {
        var result = _tables.Restore("*filter\n:A - [0:0]\nCOMMIT\n*nat\n-A PREROUTING -j NOPE\nCOMMIT\n", noFlush: true);
        Assert.Equal((2, 5), (result.ExitCode, result.Line));
        Assert.Equal(BuiltIn + ":A - [0:0]\nCOMMIT\n", Saved);
    }

    [Fact]
    public void Rules_are_rewritten_as_the_kernel_gives_them_back()
    {
        Restore("*nat\n:A - [0:0]\n-A A -m comment --comment x/y -m tcp -p tcp -d 10.0.0.1 --dport 80 -j DNAT --to-destination 10.0.0.2:80\nCOMMIT\n");
        Assert.Contains(
            "-A A -d 10.0.0.1/32 -p tcp -m comment --comment \"x/y\" -m tcp --dport 80 -j DNAT --to-destination 10.0.0.2:80\n",
            Saved,
            StringComparison.Ordinal);
    }

    private string Saved => _tables.Save().ToSaveText();

    private void Restore(string payload) => Assert.Equal("done", _tables.Restore(payload, noFlush: true).ToString());
}
