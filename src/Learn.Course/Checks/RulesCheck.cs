using Learn.Netfilter;

namespace Learn.Course;

/// <summary>Rules are in the kernel or not, by what they mean.</summary>
internal static class RulesCheck
{
    private const int MostTold = 3;

    /// <summary>Checks.</summary>
    public static async Task<Finding> RunAsync(RulesCheckDefinition definition, CheckContext context)
    {
        var lab = context.lab;
        string node = definition.Node is { } given ? context.Text(given).Trim() : lab.Nodes[0].Name;
        node = node.StartsWith("node/", StringComparison.Ordinal) ? node["node/".Length..] : node;
        var family = FamilyOf(definition.Family is null ? "ipv4" : context.Text(definition.Family).Trim());
        string table = context.Text(definition.Table).Trim();
        var rules = await lab.GetRulesAsync(node, family, context.Cancellation);
        return Chain(definition, context, rules, table, node)
            ?? Has(definition.Has, isWanted: true, context, rules, table, node)
            ?? Has(definition.HasNot, isWanted: false, context, rules, table, node)
            ?? (definition.AsWanted ? AsWanted(lab, rules, node) : null)
            ?? Finding.Passed;
    }

    private static Finding? Chain(RulesCheckDefinition definition, CheckContext context, Ruleset rules, string table, string node)
    {
        if (definition.Chain is null)
        {
            return null;
        }

        string text = context.Text(definition.Chain).Trim();
        bool isWanted = !text.StartsWith('!');
        string chain = text.TrimStart('!').Trim();
        return (rules.Find(table, chain) is not null) == isWanted
            ? null
            : Finding.Failed(
                $"The table {table} on {node} has {(isWanted ? "a" : "no")} chain {chain}",
                isWanted ? "There is no such chain" : "The chain is there",
                Experiments.Rules(node, table, isWanted ? null : chain, rules.Family));
    }

    private static Finding? Has(string? text, bool isWanted, CheckContext context, Ruleset rules, string table, string node)
    {
        if (text is null)
        {
            return null;
        }

        string written = context.Text(text).Trim();
        var (chainName, wanted) = RuleMeaning.Read(written, rules.Family);
        var chain = rules.Find(table, chainName);
        if ((chain?.Rules.Any(rule => RuleMeaning.AreSame(wanted, rule, rules.Family)) == true) == isWanted)
        {
            return null;
        }

        string seen = !isWanted ? "The rule is there"
            : chain is null ? $"There is no chain {chainName} in the table {table}"
            : chain.Rules.IsEmpty ? $"The chain {chainName} is empty"
            : $"No rule of the chain {chainName} means that. It has: {string.Join("; ", chain.Rules.Take(MostTold).Select(rule => RuleWriter.ToText(rule, rules.Family)))}{(chain.Rules.Length > MostTold ? "; …" : "")}";
        return Finding.Failed(
            $"The table {table} on {node} has {(isWanted ? "a" : "no")} rule that means {written}", seen, Experiments.Rules(node, table, chain is null ? null : chainName, rules.Family));
    }

    private static Finding? AsWanted(Lab lab, Ruleset rules, string node)
    {
        var wanted = lab.WantedRules(node, rules.Family) ?? throw new CourseException($"kube-proxy of {node} has not written any {rules.Family} rules.");
        var differences = WantedRules.Compare(wanted, rules);
        if (differences.Count == 0)
        {
            return null;
        }

        string more = differences.Count > MostTold ? FormattableString.Invariant($" And {differences.Count - MostTold} more differences.") : "";
        return Finding.Failed(
            $"The rules on {node} are those that its kube-proxy wants",
            string.Join(" ", differences.Take(MostTold).Select(difference => difference.Sentence)) + more,
            Experiments.Rules(node, differences[0].Table, rules.Find(differences[0].Table, differences[0].Chain ?? "") is { } chain ? chain.Name : null, rules.Family));
    }

    private static IpFamily FamilyOf(string text)
        => text.Equals("ipv4", StringComparison.OrdinalIgnoreCase) ? IpFamily.IPv4
            : text.Equals("ipv6", StringComparison.OrdinalIgnoreCase) ? IpFamily.IPv6
            : throw new CourseException($"\"{text}\" is no address family. There are ipv4 and ipv6.");
}
