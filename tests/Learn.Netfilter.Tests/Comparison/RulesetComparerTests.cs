using System.Collections.Immutable;

namespace Learn.Netfilter.Tests;

/// <summary>What is a difference, what is not, and what is said about it; the cases are those of the self-test of golden/compare.py.</summary>
public sealed class RulesetComparerTests
{
    private const string Save = """
        # Generated
        *nat
        :PREROUTING ACCEPT [0:0]
        :POSTROUTING ACCEPT [3:180]
        :KUBE-MARK-MASQ - [0:0]
        :KUBE-NODEPORTS - [0:0]
        :KUBE-SERVICES - [0:0]
        :KUBE-SVC-A - [0:0]
        :KUBE-SEP-A - [0:0]
        :KUBE-SEP-B - [0:0]
        -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
        -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
        -A KUBE-SERVICES -d 10.96.0.1/32 -p tcp -m comment --comment "a/b cluster IP" -m tcp --dport 80 -j KUBE-SVC-A
        -A KUBE-SERVICES -d 10.96.0.2/32 -p tcp -m comment --comment "a/c cluster IP" -m tcp --dport 80 -j KUBE-SVC-A
        -A KUBE-SERVICES -m comment --comment "nodeports" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
        -A KUBE-SVC-A -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-A
        -A KUBE-SVC-A -j KUBE-SEP-B
        -A KUBE-SEP-A -s 10.0.0.1/32 -j KUBE-MARK-MASQ
        -A KUBE-SEP-A -p tcp -m tcp -j DNAT --to-destination 10.0.0.1:80
        -A KUBE-SEP-B -s 10.0.0.2/32 -j KUBE-MARK-MASQ
        COMMIT

        """;

    private const string Payload = """
        *nat
        :KUBE-SERVICES - [0:0]
        :KUBE-SVC-A - [0:0]
        :KUBE-SEP-B - [0:0]
        -A KUBE-SVC-A -m comment --comment "a/b -> 10.0.0.1:80" -j KUBE-SEP-D
        -X KUBE-SEP-B
        COMMIT

        """;

    [Theory]
    [InlineData("[3:180]", "[0:0]")]
    [InlineData("# Generated", "# something else\n")]
    [InlineData("\"nodeports\"", "nodeports")]
    [InlineData(":KUBE-MARK-MASQ - [0:0]\n:KUBE-NODEPORTS - [0:0]", ":KUBE-NODEPORTS - [0:0]\n:KUBE-MARK-MASQ - [0:0]")]
    [InlineData("-A KUBE-SVC-A -j KUBE-SEP-B", "[7:8] -A KUBE-SVC-A -j KUBE-SEP-B")]
    public void What_has_no_meaning_is_no_difference(string before, string after) =>
        Assert.Empty(Compare(Save, Save.Replace(before, after, StringComparison.Ordinal)));

    [Fact]
    public void The_order_of_Services_is_no_difference() => Assert.Empty(Compare(Save, Swap(Save, "a/b cluster", "a/c cluster")));

    [Theory]
    [InlineData("-s 10.0.0.2/32", "-s 10.0.0.3/32", "In nat KUBE-SEP-B, rule 1 has \"-s 10.0.0.3/32\" where \"-s 10.0.0.2/32\" is expected.")]
    [InlineData(
        "-d 10.96.0.2/32", "-d 10.96.0.3/32",
        "In nat KUBE-SERVICES, rule 2 (a/c cluster IP) has \"-d 10.96.0.3/32\" where \"-d 10.96.0.2/32\" is expected.")]
    [InlineData("-A KUBE-SEP-A -s 10.0.0.1/32 -j KUBE-MARK-MASQ\n", "", "In nat KUBE-SEP-A, rule 1 is missing: -s 10.0.0.1/32 -j KUBE-MARK-MASQ.")]
    [InlineData(
        "-A KUBE-SVC-A -j KUBE-SEP-B\n", "-A KUBE-SVC-A -j KUBE-SEP-B\n-A KUBE-SVC-A -j KUBE-SEP-B\n",
        "In nat KUBE-SVC-A, rule 3 is not expected: -j KUBE-SEP-B.")]
    [InlineData(":KUBE-SEP-B - [0:0]\n", "", "In nat the chain KUBE-SEP-B is missing.")]
    [InlineData(":KUBE-SERVICES", ":KUBE-SVC-Z - [0:0]\n:KUBE-SERVICES", "In nat the chain KUBE-SVC-Z is there, but is not expected.")]
    [InlineData(":PREROUTING ACCEPT", ":PREROUTING DROP", "The policy of nat PREROUTING is DROP, but ACCEPT is expected.")]
    [InlineData("COMMIT\n", "COMMIT\n*mangle\nCOMMIT\n", "The table mangle is there, but is not expected.")]
    [InlineData(
        "\"a/b cluster IP\"", "\"a/b clusterIP\"",
        "In nat KUBE-SERVICES, rule 1 has \"-m comment --comment \"a/b clusterIP\"\" where \"-m comment --comment \"a/b cluster IP\"\" is expected.")]
    [InlineData("0.50000000000", "0.33333333349",
        "In nat KUBE-SVC-A, rule 1 has \"-m statistic --mode random --probability 0.33333333349\" where \"-m statistic --mode random --probability 0.50000000000\" is expected.")]
    [InlineData("-p tcp -m tcp -j DNAT", "-m comment --comment x -p tcp -m tcp -j DNAT", "In nat KUBE-SEP-A, rule 2 has \"-m comment --comment x\" in addition.")]
    [InlineData("COMMIT\n", "-X KUBE-SEP-B\nCOMMIT\n", "In nat the chain KUBE-SEP-B is deleted with -X, but should not be.")]
    public void A_difference_is_said_in_a_sentence(string before, string after, string expected)
    {
        var difference = Assert.Single(Compare(Save, Save.Replace(before, after, StringComparison.Ordinal)));
        Assert.Equal(expected, difference.Sentence);
    }

    [Fact]
    public void The_order_of_endpoints_is_a_difference()
    {
        var difference = Assert.Single(Compare(Save, Swap(Save, "0.50000000000", "-A KUBE-SVC-A -j")));
        Assert.Equal((DifferenceKind.RuleMoved, 1, 2), (difference.Kind, difference.ExpectedNumber, difference.ActualNumber));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_jump_to_the_node_ports_must_be_last_on_both_sides(bool inExpected)
    {
        string changed = Swap(Save, "\"nodeports\"", "a/c cluster");
        var difference = Assert.Single(inExpected ? Compare(changed, Save) : Compare(Save, changed));
        Assert.Equal(DifferenceKind.NodePortsNotLast, difference.Kind);
    }

    [Fact]
    public void A_missing_table_is_a_difference() =>
        Assert.Equal("The table mangle is missing.", Assert.Single(Compare(Save + "*mangle\nCOMMIT\n", Save)).Sentence);

    [Theory]
    [InlineData("-X KUBE-SEP-B\n", "", DifferenceKind.ChainNotDeleted)]
    [InlineData(":KUBE-SVC-A - [0:0]\n", "", DifferenceKind.ChainMissing)]
    [InlineData("-X", "-A KUBE-SERVICES -j ACCEPT\n-X", DifferenceKind.RuleUnexpected)]
    [InlineData("-X KUBE-SEP-B\n", "-X KUBE-SEP-B\n-X KUBE-SVC-A\n", DifferenceKind.ChainDeleted)]
    public void Payloads_are_compared_with_their_commands(string before, string after, DifferenceKind kind)
    {
        var options = new ComparisonOptions { Payload = true };
        Assert.Empty(Compare(Payload, Payload, options));
        Assert.Equal(kind, Assert.Single(Compare(Payload, Payload.Replace(before, after, StringComparison.Ordinal), options)).Kind);
    }

    [Fact]
    public void A_chain_deleted_without_a_chain_line_is_a_difference() => Assert.Contains(
        Compare(Payload, Payload.Replace(":KUBE-SEP-B - [0:0]\n", "", StringComparison.Ordinal), new ComparisonOptions { Payload = true }),
        difference => difference.Kind == DifferenceKind.DeletedWithoutChainLine);

    [Fact]
    public void Another_spelling_of_the_same_is_a_difference_unless_it_is_ignored()
    {
        string other = Save.Replace("-s 10.0.0.2/32 -j", "-s 10.0.0.2 -j", StringComparison.Ordinal);
        Assert.Equal(DifferenceKind.RuleSpelledDifferently, Assert.Single(Compare(Save, other)).Kind);
        Assert.Empty(Compare(Save, other, new ComparisonOptions { IgnoreSpelling = true }));
    }

    [Fact]
    public void A_payload_can_be_compared_with_what_became_of_it()
    {
        const string Written = "*nat\n:A - [0:0]\n-A A -m comment --comment x/y -m tcp -p tcp -d 10.0.0.1 --dport 80 ! -s 10.0.0.0/8 -j REJECT\nCOMMIT\n";
        var tables = new SimulatedTables(IpFamily.IPv4);
        tables.Restore(Written.Replace("*nat", "*filter", StringComparison.Ordinal), noFlush: true);
        var payload = RulesetParser.Parse(Written.Replace("*nat", "*filter", StringComparison.Ordinal), IpFamily.IPv4, TextStyle.Restore);
        Assert.DoesNotContain(
            RulesetComparer.Compare(payload, tables.Save()),
            difference => difference.Chain == "A");
    }

    private static string Swap(string text, string first, string second)
    {
        string[] lines = text.Split('\n');
        int one = Array.FindIndex(lines, line => line.Contains(first, StringComparison.Ordinal));
        int other = Array.FindIndex(lines, line => line.Contains(second, StringComparison.Ordinal));
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return string.Join('\n', lines);
    }

    private static ImmutableArray<Difference> Compare(string expected, string actual, ComparisonOptions? options = null) =>
        RulesetComparer.Compare(RulesetParser.Parse(expected, IpFamily.IPv4), RulesetParser.Parse(actual, IpFamily.IPv4), options);
}
