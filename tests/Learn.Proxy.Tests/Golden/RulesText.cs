using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>
/// Compares two iptables-save texts, or two payloads, word by word under the canonical rules of the captures: the order of tables, chain
/// lines and quotes does not matter, the order of rules does, apart from the chains that have rules of many Services.
/// </summary>
internal static class RulesText
{
    private static readonly HashSet<(string Table, string Chain)> s_unordered =
    [
        ("filter", "KUBE-SERVICES"), ("filter", "KUBE-EXTERNAL-SERVICES"), ("filter", "KUBE-NODEPORTS"), ("filter", "KUBE-PROXY-FIREWALL"),
        ("nat", "KUBE-SERVICES"), ("nat", "KUBE-NODEPORTS"),
    ];

    internal static IEnumerable<string> Differences(string expected, string actual, IpFamily family, bool isPayload)
    {
        TextTable[] wanted = Read(expected), got = Read(actual);
        return CompareSets($"{family} tables", wanted.Select(table => table.Name), got.Select(table => table.Name))
            .Concat(wanted
                .Join(got, table => table.Name, table => table.Name, (left, right) => Compare(left, right, isPayload))
                .SelectMany(found => found));
    }

    private static IEnumerable<string> Compare(TextTable wanted, TextTable got, bool isPayload)
    {
        foreach (string difference in CompareSets($"{wanted.Name}: chain lines", wanted.ChainLines, got.ChainLines)
            .Concat(CompareSets($"{wanted.Name}: deleted chains", wanted.Deleted, got.Deleted)))
        {
            yield return difference;
        }

        if (!isPayload && got.Deleted.Count > 0)
        {
            yield return $"{wanted.Name}: a save has no -X lines";
        }

        foreach (string chain in wanted.Rules.Keys.Union(got.Rules.Keys))
        {
            List<string> left = wanted.Rules.GetValueOrDefault(chain, []), right = got.Rules.GetValueOrDefault(chain, []);
            if (s_unordered.Contains((wanted.Name, chain)))
            {
                if (wanted.Name == "nat" && !NodePortsComeLast(right))
                {
                    yield return $"nat {chain}: a jump to KUBE-NODEPORTS comes before another rule";
                }

                left = [.. left.Order(StringComparer.Ordinal)];
                right = [.. right.Order(StringComparer.Ordinal)];
            }

            if (!left.SequenceEqual(right))
            {
                string missing = string.Join("\n    ", left.Except(right)), extra = string.Join("\n    ", right.Except(left));
                yield return $"{wanted.Name} {chain}:\n  expected\n    {missing}\n  got\n    {extra}";
            }
        }
    }

    private static bool NodePortsComeLast(List<string> rules)
    {
        int first = rules.FindIndex(IsJump);
        return first < 0 || rules.Skip(first).All(IsJump);

        static bool IsJump(string rule) => rule.EndsWith("-j KUBE-NODEPORTS", StringComparison.Ordinal);
    }

    private static IEnumerable<string> CompareSets(string what, IEnumerable<string> wanted, IEnumerable<string> got)
    {
        string[] missing = [.. wanted.Except(got)], extra = [.. got.Except(wanted)];
        if (missing.Length + extra.Length > 0)
        {
            yield return $"{what}: missing {string.Join(", ", missing)}; not expected {string.Join(", ", extra)}";
        }
    }

    private static TextTable[] Read(string text)
    {
        var tables = new List<TextTable>();
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            TextTable? table = tables.LastOrDefault();
            if (line[0] == '*')
            {
                tables.Add(new(line[1..]));
            }
            else if (line[0] == ':')
            {
                string[] words = line[1..].Split(' ');
                table!.ChainLines.Add($"{words[0]} {words[1]}");
                table.Rules.TryAdd(words[0], []);
            }
            else if (line.StartsWith("-A ", StringComparison.Ordinal))
            {
                string[] words = line.Split(' ', 3);
                if (!table!.Rules.TryGetValue(words[1], out List<string>? rules))
                {
                    table.Rules.Add(words[1], rules = []);
                }

                rules.Add(words.ElementAtOrDefault(2)?.Replace("\"", "", StringComparison.Ordinal) ?? "");
            }
            else if (line.StartsWith("-X ", StringComparison.Ordinal))
            {
                table!.Deleted.Add(line[3..]);
            }
            else if (line is not "COMMIT" && line[0] != '#')
            {
                throw new InvalidDataException(line);
            }
        }

        return [.. tables];
    }

    private sealed record TextTable(string Name)
    {
        internal HashSet<string> ChainLines { get; } = [];

        internal HashSet<string> Deleted { get; } = [];

        internal Dictionary<string, List<string>> Rules { get; } = [];
    }
}
