namespace Learn.Proxy.Tests;

/// <summary>
/// Compares logs of commands line by line. The calls of conntrack come in arbitrary order, and the canaries are made by a thread of
/// kube-proxy's own, so these may stand anywhere.
/// </summary>
internal static class CommandLog
{
    internal static IEnumerable<string> Differences(string expected, string actual)
    {
        (string[] wantedOrdered, string[] wantedLoose) = Split(expected);
        (string[] ordered, string[] loose) = Split(actual);
        for (int index = 0; index < Math.Max(wantedOrdered.Length, ordered.Length); index++)
        {
            string? wanted = wantedOrdered.ElementAtOrDefault(index), got = ordered.ElementAtOrDefault(index);
            if (wanted != got)
            {
                yield return $"command {index + 1}: expected {wanted ?? "no more"}, got {got ?? "no more"}";
                break;
            }
        }

        if (!wantedLoose.SequenceEqual(loose))
        {
            yield return $"expected {string.Join(" | ", wantedLoose)}, got {string.Join(" | ", loose)}";
        }
    }

    private static (string[] Ordered, string[] Loose) Split(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return ([.. lines.Where(line => !IsLoose(line))], [.. lines.Where(IsLoose).Order(StringComparer.Ordinal)]);
    }

    private static bool IsLoose(string line) =>
        line.Contains("\tconntrack ", StringComparison.Ordinal) || line.Contains(" -N KUBE-PROXY-CANARY ", StringComparison.Ordinal);
}
