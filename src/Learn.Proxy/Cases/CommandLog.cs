namespace Learn.Proxy;

/// <summary>
/// Compares logs of commands line by line. The calls of conntrack come in arbitrary order, and the canaries are made by a thread of
/// kube-proxy's own, so these may stand anywhere.
/// </summary>
public static class CommandLog
{
    /// <summary>Compares two logs: exit status, a tab, the command line.</summary>
    /// <param name="expected">What should have been called.</param>
    /// <param name="actual">What was called.</param>
    /// <returns>A sentence for the first difference in order, and one for each command that may stand anywhere.</returns>
    public static IEnumerable<string> Differences(string expected, string actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        (string[] wanted, string[] wantedLoose) = Split(expected);
        (string[] ordered, string[] loose) = Split(actual);
        for (int index = 0; index < Math.Max(wanted.Length, ordered.Length); index++)
        {
            string? left = wanted.ElementAtOrDefault(index), right = ordered.ElementAtOrDefault(index);
            if (left != right)
            {
                yield return $"Command {index + 1} should be {Quoted(left)}, but is {Quoted(right)}.";
                break;
            }
        }

        foreach (string line in wantedLoose.Except(loose))
        {
            yield return $"The command {Quoted(line)} is missing.";
        }

        foreach (string line in loose.Except(wantedLoose))
        {
            yield return $"The command {Quoted(line)} is not expected.";
        }

        if (loose.Length != wantedLoose.Length && loose.ToHashSet().SetEquals(wantedLoose))
        {
            yield return $"{wantedLoose.Length} calls of conntrack and for canaries are expected, but there are {loose.Length}.";
        }
    }

    private static string Quoted(string? line) =>
        line?.Split('\t', 2) is [var status, var command] ? $"\"{command}\" with exit status {status}" : line is null ? "none" : $"\"{line}\"";

    private static (string[] Ordered, string[] Loose) Split(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ([.. lines.Where(line => !IsLoose(line))], [.. lines.Where(IsLoose).Order(StringComparer.Ordinal)]);
    }

    private static bool IsLoose(string line) =>
        line.Contains("\tconntrack ", StringComparison.Ordinal) || line.Contains(" -N KUBE-PROXY-CANARY ", StringComparison.Ordinal);
}
