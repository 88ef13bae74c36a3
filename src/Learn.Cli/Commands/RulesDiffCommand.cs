using System.CommandLine;
using Learn.Cli.Rules;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Cli.Commands;

/// <summary><c>learn rules diff</c>: says what changed between two rulesets.</summary>
internal static class RulesDiffCommand
{
    private const string Explanation = """
        Says what changed from one ruleset to another: Services and endpoints first, rules second. Exit code 0: equal, 1: different, 2: unreadable.

        Counters, comment lines, quoting, and the order in which kube-proxy happens to write its Services are no difference.
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output)
    {
        var expected = new Argument<FileInfo>("A") { Description = "The earlier rules, or what should be: an iptables-save text." };
        var actual = new Argument<FileInfo>("B") { Description = "The later rules, or what is." };
        var payload = new Option<bool>("--restore") { Description = "Both are inputs of iptables-restore: each difference of their lines, chain lines and -X lines too." };
        var json = new Option<bool>("--json") { Description = "Prints the changes as JSON." };
        var command = new Command("diff", Explanation) { expected, actual, payload, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string left = await File.ReadAllTextAsync(parsed.GetRequiredValue(expected).FullName, cancellationToken);
            string right = await File.ReadAllTextAsync(parsed.GetRequiredValue(actual).FullName, cancellationToken);
            var family = DumpFamily.Of(left + right);
            var before = RulesetReading.Of(Read(left, family, parsed.GetRequiredValue(expected)));
            var after = RulesetReading.Of(Read(right, family, parsed.GetRequiredValue(actual)));

            // A payload leaves out what stays as it is, so it says nothing about Services that are gone.
            var changes = parsed.GetValue(payload)
                ? new RulesetChanges(before, after, [], [], RulesetComparer.Compare(before.Ruleset, after.Ruleset, new ComparisonOptions { Payload = true }))
                : RulesetChanges.Between(before, after);
            await (parsed.GetValue(json) ? ChangesReport.WriteJsonAsync(changes, output) : WriteTextAsync(changes, parsed.GetValue(payload), output));
            return changes.IsEmpty ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }

    private static async Task WriteTextAsync(RulesetChanges changes, bool isPayload, TextWriter output)
    {
        if (!isPayload)
        {
            await output.WriteAsync(changes.ToText());
            return;
        }

        foreach (var difference in changes.Rules)
        {
            await output.WriteLineAsync(difference.Sentence);
        }
    }

    private static Ruleset Read(string text, IpFamily family, FileInfo file)
    {
        var result = RulesetParser.TryParse(text, family);
        return result.Succeeded
            ? result.Ruleset
            : throw new InvalidDataException(string.Join('\n', result.Errors.Select(error => $"{file}: {error}")));
    }
}
