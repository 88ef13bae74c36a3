namespace Learn.Netfilter;

/// <summary>The wildcard of interface names.</summary>
internal static class InterfacePattern
{
    internal static bool Matches(string pattern, string name) => pattern.EndsWith('+')
        ? name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : string.Equals(pattern, name, StringComparison.Ordinal);
}
