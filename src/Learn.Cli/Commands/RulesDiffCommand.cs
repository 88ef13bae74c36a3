using System.CommandLine;
using System.Text.RegularExpressions;
using Learn.Netfilter;

namespace Learn.Cli.Commands;

/// <summary><c>learn rules diff</c>: compares rules as far as order has a meaning.</summary>
internal static partial class RulesDiffCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output)
    {
        var expected = new Argument<FileInfo>("A") { Description = "What should be: an iptables-save text." };
        var actual = new Argument<FileInfo>("B") { Description = "What is." };
        var payload = new Option<bool>("--restore") { Description = "Both are inputs of iptables-restore: chain lines and -X lines count, too." };
        var command = new Command("diff", "Compares two rulesets and says each difference in a sentence. Exit code 0: equal, 1: different, 2: unreadable.") { expected, actual, payload };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            bool isPayload = parsed.GetValue(payload);
            string left = await File.ReadAllTextAsync(parsed.GetRequiredValue(expected).FullName, cancellationToken);
            string right = await File.ReadAllTextAsync(parsed.GetRequiredValue(actual).FullName, cancellationToken);
            var family = FamilyOf(left + right);
            var differences = RulesetComparer.Compare(
                Read(left, family, parsed.GetRequiredValue(expected)),
                Read(right, family, parsed.GetRequiredValue(actual)),
                new ComparisonOptions { Payload = isPayload });
            foreach (var difference in differences)
            {
                await output.WriteLineAsync(difference.Sentence);
            }

            return differences.IsEmpty ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }

    private static Ruleset Read(string text, IpFamily family, FileInfo file)
    {
        var result = RulesetParser.TryParse(text, family);
        return result.Succeeded
            ? result.Ruleset
            : throw new InvalidDataException(string.Join('\n', result.Errors.Select(error => $"{file}: {error}")));
    }

    // Nothing in a ruleset says its family but the addresses, and rules without any read the same in both.
    private static IpFamily FamilyOf(string text) => IPv6Address().IsMatch(text) ? IpFamily.IPv6 : IpFamily.IPv4;

    [GeneratedRegex(@"^-A .*(?: (?:-s|-d|--to-destination|--to-source) \[?[0-9A-Fa-f]*:[0-9A-Fa-f:]*|icmp6-)", RegexOptions.Multiline)]
    private static partial Regex IPv6Address();
}
