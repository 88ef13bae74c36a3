using Learn.Jupyter;
using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>Completes and explains what is typed in iptables cells: options, tables, chains, targets, hosts.</summary>
internal static class IptablesCompletion
{
    private static readonly CellOption[] Save =
    [
        .. IptablesLine.PlaceOptions,
        new("--table", "TABLE", "this table only", "-t"),
        new("--counters", null, "with packet and byte counters", "-c"),
    ];

    private static readonly CellOption[] Commands =
    [
        .. IptablesLine.PlaceOptions,
        new("--table", "TABLE", "the table; filter without it", "-t"),
        new("--list-rules", "[CHAIN]", "prints the rules as commands", "-S"),
        new("--list", "[CHAIN]", "prints the rules in columns", "-L"),
        new("--append", "CHAIN", "adds a rule at the end", "-A"),
        new("--insert", "CHAIN", "adds a rule at the start or at a number", "-I"),
        new("--delete", "CHAIN", "deletes a rule, by its number or as it is written", "-D"),
        new("--replace", "CHAIN", "replaces the rule of a number", "-R"),
        new("--check", "CHAIN", "says whether there is such a rule", "-C"),
        new("--flush", "[CHAIN]", "deletes all rules", "-F"),
        new("--zero", "[CHAIN]", "sets the counters to zero", "-Z"),
        new("--new-chain", "CHAIN", "makes a chain", "-N"),
        new("--delete-chain", "[CHAIN]", "deletes an empty chain", "-X"),
        new("--policy", "CHAIN", "what happens at the end of a built-in chain", "-P"),
        new("--verbose", null, "with counters and interfaces", "-v"),
        new("--numeric", null, "addresses and ports as numbers", "-n"),
        new("--line-numbers", null, "with the numbers of the rules"),
        new("--exact", null, "counters as exact numbers", "-x"),
        new("--protocol", "PROTOCOL", "tcp, udp, sctp, icmp or all", "-p"),
        new("--source", "ADDRESS", "where packets come from", "-s"),
        new("--destination", "ADDRESS", "where packets go", "-d"),
        new("--in-interface", "NAME", "the interface they come in by", "-i"),
        new("--out-interface", "NAME", "the interface they leave by", "-o"),
        new("--match", "MATCH", "an extension: comment, statistic, conntrack, mark, addrtype, multiport, recent", "-m"),
        new("--jump", "TARGET", "what happens to the packet: ACCEPT, DROP, or a chain", "-j"),
        new("--goto", "CHAIN", "goes on in a chain and does not come back", "-g"),
        new("--dport", "PORT", "the destination port (with -p)"),
        new("--sport", "PORT", "the source port (with -p)"),
        new("--comment", "TEXT", "a remark (with -m comment)"),
        new("--probability", "P", "by chance, 0 to 1 (with -m statistic --mode random)"),
        new("--to-destination", "ADDRESS", "the new destination (with -j DNAT)"),
        new("--ctstate", "STATES", "states of the connection (with -m conntrack)"),
        new("--mark", "VALUE/MASK", "the packet's mark (with -m mark)"),
    ];

    private static readonly string[] Tables = ["nat", "filter", "mangle", "raw"];
    private static readonly string[] Targets = ["ACCEPT", "DROP", "REJECT", "RETURN", "DNAT", "SNAT", "MASQUERADE", "MARK", "LOG", "TRACE"];
    private static readonly string[] Matches = ["comment", "statistic", "conntrack", "mark", "addrtype", "multiport", "recent", "tcp", "udp"];

    /// <summary>What could stand at the cursor.</summary>
    public static BlockCompletion At(BlockQuestion question, string program)
    {
        var word = WordOf(question);
        var options = OptionsOf(question, program, word);
        var table = IptablesLine.TableOf(word.Before);
        var family = program.StartsWith("ip6", StringComparison.Ordinal) ? IpFamily.IPv6 : IpFamily.IPv4;
        var chains = ChainsOf(question.Session, NodeOf(word.Before), table, family);
        if (word.Begun.StartsWith('-') && !word.Begun.Contains('=', StringComparison.Ordinal))
        {
            var both = options.SelectMany(option => new[] { option.Short, option.Name }.OfType<string>()
                .Select(name => new CompletionMatch(name, "keyword", $"{option.Value} {option.Summary}".Trim())));
            return word.Complete(both);
        }

        // Which chain it is, anybody knows only of chains; elsewhere they would be in the way.
        var others = !program.EndsWith("-save", StringComparison.Ordinal) && word.Before.Any(each => each is "-S" or "-L" or "-F" or "-Z") ? chains : [];
        return OptionCompletion.At(word, options, option => ValuesOf(option, question.Session, chains), others);
    }

    /// <summary>What is known about the option or chain at the cursor.</summary>
    public static InspectionResult Explain(BlockQuestion question, string program, string usage)
    {
        // The whole word, not only what stands before the cursor.
        var word = WordOf(question);
        var whole = question.Text[word.Start..Math.Max(word.Start, word.End)];
        if (question.Session.LabIfStarted is { } lab && whole.Length > 0 && !whole.StartsWith('-'))
        {
            var node = NodeOf(word.Before) ?? lab.Nodes[0].Name;
            var family = program.StartsWith("ip6", StringComparison.Ordinal) ? IpFamily.IPv6 : IpFamily.IPv4;
            var notes = RuleNotes.For(lab, node, family);
            var said = Tables.Select(table => (Table: table, Note: notes.OfChain(table, whole))).Where(each => each.Note is not null && Chains(lab, node, each.Table, family).Contains(whole));
            if (string.Join('\n', said.Select(each => $"{whole} ({each.Table}): {each.Note}")) is { Length: > 0 } text)
            {
                return new InspectionResult(MimeBundle.Text(text));
            }
        }

        return OptionCompletion.Explain(word with { Begun = whole }, OptionsOf(question, program, word), usage);
    }

    private static WordAtCursor WordOf(BlockQuestion question)
    {
        var lineStart = question.Text.LastIndexOf('\n', Math.Max(0, question.Index - 1), question.Index) + 1;
        return WordAtCursor.In(question.Text[lineStart..], question.Index - lineStart).Shifted(lineStart);
    }

    private static CellOption[] OptionsOf(BlockQuestion question, string program, WordAtCursor word)
    {
        var typed = !question.IsInArguments && word.Before is [var first, ..] && IptablesLine.Programs.Contains(first) ? first : program;
        return typed.EndsWith("-save", StringComparison.Ordinal) ? Save : Commands;
    }

    private static IEnumerable<CompletionMatch> ValuesOf(CellOption option, NotebookSession session, IEnumerable<CompletionMatch> chains) => option.Name switch
    {
        "--node" => OptionCompletion.Nodes(session),
        "--in" => OptionCompletion.Places(session),
        "--table" => Words(Tables, "a table"),
        "--jump" => chains.Concat(Words(Targets, "a target")),
        "--match" => Words(Matches, "a match"),
        "--protocol" => Words(["tcp", "udp", "sctp", "icmp", "all"], "a protocol"),
        "--ctstate" => Words(["NEW", "ESTABLISHED", "RELATED", "INVALID", "DNAT", "SNAT"], "a state"),
        _ when option.Value?.Contains("CHAIN", StringComparison.Ordinal) == true => chains,
        _ => [],
    };

    private static IEnumerable<CompletionMatch> Words(IEnumerable<string> words, string kind) => words.Select(word => new CompletionMatch(word, "keyword", kind));

    private static string? NodeOf(IReadOnlyList<string> before)
    {
        var at = before.ToList().FindLastIndex(each => each is "--node" or "--in");
        return at >= 0 && at + 1 < before.Count ? before[at + 1].Split('/')[^1] : null;
    }

    // kube-proxy knows its chains without asking the kernel: a question starts no program.
    private static IEnumerable<CompletionMatch> ChainsOf(NotebookSession session, string? node, string? table, IpFamily family)
    {
        if (session.LabIfStarted is not { } lab)
        {
            return [];
        }

        node = lab.Nodes.Any(each => each.Name == node) ? node! : lab.Nodes[0].Name;
        var notes = RuleNotes.For(lab, node, family);
        var asked = table is null ? Tables : [table];
        return asked.SelectMany(each => Chains(lab, node, each, family).Select(chain => new CompletionMatch(chain, "function", notes.OfChain(each, chain) ?? $"a chain of {each}")));
    }

    private static IEnumerable<string> Chains(Lab lab, string node, string table, IpFamily family) =>
        (lab.WantedRules(node, family)?.Find(table)?.Chains ?? []).Select(chain => chain.Name);
}
