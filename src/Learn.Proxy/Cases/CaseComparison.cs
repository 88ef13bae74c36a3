using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Compares a file of a case with the captured one of the same name, under the canonical rules of the captures.</summary>
public static class CaseComparison
{
    private const string SaveEnding = "tables-save";

    /// <summary>True if a file of this name is a capture, and not an input of the case.</summary>
    /// <param name="fileName">Without folder.</param>
    public static bool IsCapture(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return fileName.EndsWith(SaveEnding, StringComparison.Ordinal)
            || fileName.EndsWith(".sysctl", StringComparison.Ordinal)
            || (fileName.EndsWith(".txt", StringComparison.Ordinal) && (fileName.EndsWith(".probes.txt", StringComparison.Ordinal) || IsPayload(fileName) || IsLog(fileName)));
    }

    /// <summary>
    /// True if a file must not be written without a capture of its name: a payload always tells of a sync; commands do in steps after the
    /// start, which alone was not always captured.
    /// </summary>
    /// <param name="fileName">Without folder.</param>
    public static bool NeedsCapture(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return IsPayload(fileName) || (IsLog(fileName) && !fileName.Contains("-step-1.", StringComparison.Ordinal));
    }

    /// <summary>Compares two texts.</summary>
    /// <param name="fileName">The name of both files, without folder.</param>
    /// <param name="expected">The captured text.</param>
    /// <param name="actual">The text that was got.</param>
    /// <returns>A sentence for each difference; empty if there is none.</returns>
    /// <exception cref="RulesetParseException">One of the texts cannot be read as rules.</exception>
    public static ImmutableArray<string> Compare(string fileName, string expected, string actual)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        if (fileName.EndsWith(SaveEnding, StringComparison.Ordinal) || IsPayload(fileName))
        {
            IpFamily family = fileName.Contains("ip6", StringComparison.Ordinal) || fileName.StartsWith("restore6", StringComparison.Ordinal)
                ? IpFamily.IPv6
                : IpFamily.IPv4;
            return
            [
                .. RulesetComparer.Compare(
                    RulesetParser.Parse(expected, family), RulesetParser.Parse(actual, family), new ComparisonOptions { Payload = IsPayload(fileName) })
                    .Select(difference => difference.Sentence),
            ];
        }

        return IsLog(fileName) ? [.. CommandLog.Differences(expected, actual)] : [.. LineDifferences(expected, actual)];
    }

    private static bool IsPayload(string fileName) =>
        fileName.StartsWith("restore-step-", StringComparison.Ordinal) || fileName.StartsWith("restore6-step-", StringComparison.Ordinal);

    private static bool IsLog(string fileName) =>
        fileName.StartsWith("commands-step-", StringComparison.Ordinal) || fileName.StartsWith("commands6-step-", StringComparison.Ordinal);

    private static IEnumerable<string> LineDifferences(string expected, string actual)
    {
        string[] wanted = expected.Split('\n'), got = actual.Split('\n');
        for (int index = 0; index < Math.Max(wanted.Length, got.Length); index++)
        {
            string? left = wanted.ElementAtOrDefault(index), right = got.ElementAtOrDefault(index);
            if (left != right)
            {
                yield return $"In line {index + 1} \"{left ?? "the end"}\" is expected, but \"{right ?? "the end"}\" is there.";
            }
        }
    }
}
