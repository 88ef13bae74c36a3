using System.Globalization;

namespace Learn.Proxy;

/// <summary>Counts and lists in sentences.</summary>
internal static class Words
{
    private const int MostListed = 4;

    /// <summary><c>1 endpoint</c>, <c>3 endpoints</c>.</summary>
    internal static string Count(int count, string noun) => count == 1
        ? $"1 {noun}"
        : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}s");

    /// <summary>A few with commas, of many the first ones and how many more there are.</summary>
    internal static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length <= MostListed
            ? string.Join(", ", all)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all[..(MostListed - 1)])} and {all.Length - MostListed + 1:N0} more");
    }

    /// <summary><c>endpoint A</c>, <c>endpoints A and B</c>, <c>12 endpoints (A, B, C and 9 more)</c>.</summary>
    internal static string Endpoints(string[] addresses) => addresses.Length switch
    {
        1 => $"endpoint {addresses[0]}",
        <= MostListed => $"endpoints {string.Join(", ", addresses[..^1])} and {addresses[^1]}",
        _ => $"{Count(addresses.Length, "endpoint")} ({List(addresses)})",
    };
}
