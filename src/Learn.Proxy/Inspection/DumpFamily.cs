using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Tells the family of a rule by its addresses; nothing else in a dump without a header says it.</summary>
internal static class DumpFamily
{
    /// <summary>The family; null if the rule has no address.</summary>
    internal static IpFamily? Of(ReadOnlySpan<char> rule)
    {
        foreach (string option in (ReadOnlySpan<string>)[" -s ", " -d ", " --to-destination ", " --to-source "])
        {
            int at = rule.IndexOf(option, StringComparison.Ordinal);
            if (at >= 0)
            {
                ReadOnlySpan<char> value = rule[(at + option.Length)..].TrimStart();
                int end = value.IndexOf(' ');
                value = end < 0 ? value : value[..end];
                return value.Contains('[') || value.Count(':') > 1 ? IpFamily.IPv6 : IpFamily.IPv4;
            }
        }

        return rule.Contains("icmp6-", StringComparison.Ordinal) || rule.Contains("ipv6-icmp", StringComparison.Ordinal) ? IpFamily.IPv6 : null;
    }
}
