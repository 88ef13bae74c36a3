using FsCheck;
using FsCheck.Fluent;
using Learn.Notebook.Kubectl;

namespace Learn.Notebook.Tests.Kubectl;

/// <summary>Lines, words and flags.</summary>
public sealed class LineTests
{
    private static readonly Flag[] Flags =
    [
        KubectlFlags.Text("output", "", 'o'), KubectlFlags.Text("namespace", "", 'n'), KubectlFlags.Switch("all-namespaces", "", 'A'),
        KubectlFlags.Switch("stdin", "", 'i'), KubectlFlags.Switch("tty", "", 't'), KubectlFlags.Number("replicas", ""), KubectlFlags.DryRun,
        KubectlFlags.Duration("timeout", ""), KubectlFlags.Files,
    ];

    [Theory]
    [InlineData("get pods -o wide", "get|pods|-o|wide")]
    [InlineData("get pods -o jsonpath='{.items[*].metadata.name}'", "get|pods|-o|jsonpath={.items[*].metadata.name}")]
    [InlineData("label pod x note=\"a b\"", "label|pod|x|note=a b")]
    [InlineData("get pods # all of them", "get|pods")]
    [InlineData(@"get po -o jsonpath={.a\.b} ''", "get|po|-o|jsonpath={.a.b}|")]
    public void A_line_is_cut_into_words(string line, string words) => Assert.Equal(words.Split('|'), ShellWords.Split(line));

    [Theory]
    [InlineData("get pods | grep web", "| grep web")]
    [InlineData("get pods; get svc", "; get svc")]
    [InlineData("get pods > file", "> file")]
    [InlineData("get pods $(date)", "$(date)")]
    [InlineData("get pods 'open", "not closed")]
    public void What_only_a_shell_can_do_is_refused(string line, string told)
        => Assert.Contains(told, Assert.Throws<CellException>(() => ShellWords.Split(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void Quoted_words_come_out_as_they_were() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<NonNull<string>>>(),
        (NonEmptyArray<NonNull<string>> words) =>
        {
            var wanted = words.Get.Select(word => word.Get).ToList();
            Assert.Equal(wanted, ShellWords.Split(string.Join(' ', wanted.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"))));
        }));

    [Fact]
    public void An_unfinished_line_ends_with_the_word_at_the_cursor()
    {
        Assert.Equal(new ShellWord("", 9, 9), ShellWords.SplitUnfinished("get pods ")[^1]);
        Assert.Equal(new ShellWord("po", 4, 6), ShellWords.SplitUnfinished("get po")[^1]);
        Assert.Equal("jsonpath={.items", ShellWords.SplitUnfinished("get po -o jsonpath='{.items")[^1].Text);
        Assert.Empty(ShellWords.SplitUnfinished("get pods # and"));
    }

    [Fact]
    public void Flags_come_in_every_way_that_kubectl_takes()
    {
        foreach (var words in (string[][])[["-n", "a"], ["-na"], ["-n=a"], ["--namespace", "a"], ["--namespace=a"]])
        {
            Assert.Equal("a", Read([.. words, "x"])["namespace"]);
        }

        var both = Read("-it", "pod", "--", "sh", "-c", "ls");
        Assert.True(both.IsOn("stdin") && both.IsOn("tty"));
        Assert.Equal(["pod"], both.ArgumentsBeforeDashes);
        Assert.Equal(["sh", "-c", "ls"], both.ArgumentsBehindDashes);
        Assert.False(Read("-A=false").IsOn("all-namespaces"));
        Assert.Equal(["a", "-"], Read("-f", "a", "-f", "-").All("filename"));
        Assert.Equal("unchanged", Read("--dry-run", "x")["dry-run"]);
        Assert.Equal("client", Read("--dry-run=client")["dry-run"]);
        Assert.Equal(TimeSpan.FromSeconds(90), Read("--timeout=1m30s").Duration("timeout"));
        Assert.Equal(Timeout.InfiniteTimeSpan, Read("--timeout=-1s").Duration("timeout"));
    }

    [Theory]
    [InlineData("--foo", "error: unknown flag: --foo\n")]
    [InlineData("--namespac=a", "error: unknown flag: --namespac\nDid you mean --namespace?\n")]
    [InlineData("-z", "error: unknown shorthand flag: 'z' in -z\n")]
    [InlineData("-n", "error: flag needs an argument: 'n' in -n\n")]
    [InlineData("--output", "error: flag needs an argument: --output\n")]
    [InlineData("--replicas=x", "error: invalid argument \"x\" for \"--replicas\" flag: strconv.ParseInt: parsing \"x\": invalid syntax\n")]
    [InlineData("--timeout=soon", "error: invalid argument \"soon\" for \"--timeout\" flag: time: invalid duration \"soon\"\n")]
    public void Wrong_flags_are_refused_in_kubectls_words(string word, string message)
        => Assert.Equal(message + "See 'kubectl get --help' for usage.", Assert.Throws<CellException>(() => Read(word)).Message);

    [Theory]
    [InlineData("gett pods", "unknown command \"gett\" for \"kubectl\"\n\nDid you mean this?\n\tget")]
    [InlineData("frobnicate", "See 'kubectl --help'")]
    [InlineData("port-forward svc/web 80", "#!curl")]
    [InlineData("top pods", "error: Metrics API not available")]
    [InlineData("--odd get pods", "a command is expected before the flags")]
    public void Unknown_commands_are_told_with_what_to_do(string line, string told)
        => Assert.Contains(told, Assert.Throws<CellException>(() => KubectlCommands.Find(ShellWords.Split(line))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("-n kube-system get pods", "-n kube-system", "get pods")]
    [InlineData("--namespace=a -h get", "--namespace=a -h", "get")]
    [InlineData("-na get", "-na", "get")]
    [InlineData("get -n a", "", "get -n a")]
    [InlineData("-n", "-n", "")]
    public void Flags_may_stand_before_the_command(string line, string leading, string rest)
    {
        var split = LeadingFlags.Split(ShellWords.Split(line));
        Assert.Equal((leading, rest), (string.Join(' ', split.Flags), string.Join(' ', split.Words)));
    }

    [Fact]
    public void A_block_is_one_command_with_its_input_or_one_per_line()
    {
        Assert.Equal([new KubectlLine("apply -f -", "kind: Pod\n", 1)], KubectlBlock.Read(Block("apply -f -", "kind: Pod\n")));
        Assert.Equal(
            [new KubectlLine("get pods", null, 0), new KubectlLine("get svc -o  wide", null, 0), new KubectlLine("apply -f -", "a: 1\n", 6)],
            KubectlBlock.Read(Block("", "kubectl get pods\n# note\n  $ kubectl get svc \\\n-o  wide\napply -f - <<EOF\na: 1\nEOF\n")));
        Assert.Throws<CellException>(() => KubectlBlock.Read(Block("", "apply -f - <<EOF\na: 1\n")));
        Assert.Equal(2, KubectlBlock.Read(Block("exec web -- grep -i x", "get pods")).Count);
        Assert.Equal("in", Assert.Single(KubectlBlock.Read(Block("exec -i web -- cat", "in"))).Input);
    }

    private static CellBlock Block(string arguments, string code) => new("kubectl", arguments, code) { LinesBefore = 1 };

    private static FlagValues Read(params string[] words) => new FlagReader("get", Flags).Read(words);
}
