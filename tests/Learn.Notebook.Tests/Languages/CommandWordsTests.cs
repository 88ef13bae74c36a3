namespace Learn.Notebook.Tests.Languages;

/// <summary>Words of command lines, and options in front of them.</summary>
public sealed class CommandWordsTests
{
    private static readonly CellOption[] Options = [CellOption.In, new("--dry-run", null, ""), new("--namespace", "NAME", "", "-n")];

    [Theory]
    [InlineData("a b  c", "a,b,c")]
    [InlineData("-H 'X-A: b c'", "-H,X-A: b c")]
    [InlineData("say \"it's \\\"so\\\"\"", "say,it's \"so\"")]
    [InlineData("a\\ b c", "a b,c")]
    [InlineData("--data='' x", "--data=,x")]
    [InlineData("", "")]
    public void Words_are_cut_as_a_shell_does(string line, string words)
    {
        Assert.Equal(words, string.Join(',', CommandWords.Split(line).Select(word => word.Text)));
    }

    [Fact]
    public void A_quote_that_is_not_closed_is_a_mistake()
    {
        var error = Assert.Throws<CellException>(() => CommandWords.Split("-d 'x"));
        Assert.Contains("not closed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_come_first_and_the_rest_stays_as_it_is_written()
    {
        var given = GivenOptions.Read("--in pod/x -n=shop echo 'a  b' --in y", Options, "");
        Assert.Equal("pod/x", given.ValueOf("--in"));
        Assert.Equal("shop", given.ValueOf("--namespace"));
        Assert.Equal("echo 'a  b' --in y", given.Rest);
    }

    [Theory]
    [InlineData("--on x", "There is no option --on here. There are: --in, --dry-run, --namespace.")]
    [InlineData("--in", "--in needs a value: --in HOST.")]
    [InlineData("--dry-run=client", "--dry-run takes no value.")]
    [InlineData("--in a --in b", "--in is given twice.")]
    public void Mistakes_in_options_are_named(string line, string message)
    {
        var error = Assert.Throws<CellException>(() => GivenOptions.Read(line, Options, "#!sh"));
        Assert.Equal($"{message}\nUsage: #!sh", error.Message);
    }
}
