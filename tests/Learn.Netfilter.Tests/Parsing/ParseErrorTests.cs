namespace Learn.Netfilter.Tests;

/// <summary>Errors are values with a place; the rest of the text is read all the same.</summary>
public sealed class ParseErrorTests
{
    [Fact]
    public void Every_error_says_where_it_is_and_what_was_expected()
    {
        const string Text = """
            -A INPUT -j ACCEPT
            *filter
            :INPUT MAYBE [0:0]
            :
            :FORWARD ACCEPT [x]
            -A
            -A INPUT -m comment --comment "open
            -A INPUT -s
            -A INPUT -j DROP
            hello
            COMMIT
            """;
        var result = RulesetParser.TryParse(Text, IpFamily.IPv4);

        Assert.False(result.Succeeded);
        Assert.Equal(
            [
                new(1, 1, "-A INPUT -j ACCEPT", "the beginning of a table, such as \"*nat\""),
                new(3, 8, "MAYBE", "ACCEPT, DROP or a hyphen"),
                new(4, 2, "", "the name of a chain"),
                new(5, 17, "[x]", "counters such as [0:0]"),
                new(6, 3, "", "the name of a chain"),
                new(7, 36, "", "a closing quote"),
                new(8, 12, "", "a value for -s"),
                new(10, 1, "hello", "a rule such as \"-A CHAIN …\", a chain such as \":CHAIN - [0:0]\", or COMMIT"),
            ],
            result.Errors);
        Assert.Single(result.Ruleset.Find("filter", "INPUT")!.Rules);
    }

    [Fact]
    public void A_message_is_a_sentence()
    {
        var error = new RulesetParseError(3, 8, "MAYBE", "ACCEPT, DROP or a hyphen");
        Assert.Equal("Line 3, column 8: found \"MAYBE\", expected ACCEPT, DROP or a hyphen.", error.Message);
    }

    [Fact]
    public void Parse_throws_with_all_errors()
    {
        var exception = Assert.Throws<RulesetParseException>(() => RulesetParser.Parse("x\ny\n", IpFamily.IPv4));
        Assert.Equal(2, exception.Errors.Length);
        Assert.Contains("Line 2", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-s")]
    [InlineData("!")]
    [InlineData("-m comment --comment \"x")]
    public void A_single_rule_that_is_none_is_refused(string text) =>
        Assert.Throws<FormatException>(() => RuleParser.Parse(text, IpFamily.IPv4));

    [Fact]
    public void A_table_without_COMMIT_is_marked()
    {
        const string Text = "*nat\n:A - [0:0]\n*filter\nCOMMIT\n";
        var ruleset = RulesetParser.Parse(Text, IpFamily.IPv4);
        Assert.Equal([false, true], ruleset.Tables.Select(table => table.IsCommitted));
        Assert.Equal(Text, ruleset.ToSaveText());
    }

    [Fact]
    public void Line_ends_of_another_system_and_indentation_do_no_harm()
    {
        var ruleset = RulesetParser.Parse("  *nat\r\n  :A - [0:0]\r\n  -A A -j DROP\r\n  COMMIT\r\n", IpFamily.IPv4);
        Assert.Equal("*nat\n:A - [0:0]\n-A A -j DROP\nCOMMIT\n", ruleset.ToSaveText());
    }

    [Fact]
    public void Arguments_of_a_command_make_a_rule()
    {
        var rule = RuleParser.Parse(["-m", "comment", "--comment", "it \"is\" \\ so", "-j", "DROP"], IpFamily.IPv4);
        Assert.Equal("it \"is\" \\ so", rule.Comment);
    }
}
