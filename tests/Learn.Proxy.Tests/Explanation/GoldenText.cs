using System.Globalization;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>
/// The explanation of a case as a file to approve: each chain once, as long as its text stays the same from file to file, and the frame
/// that is on every node only for the first case. Of chains with
/// very many rules, and of very many chains alike, only the first ones are written.
/// </summary>
internal static class GoldenText
{
    private const string Usual = "clusterip-one-pod";
    private const int MostRules = 12;
    private const int MostEndpointChains = 6;

    // The frame that every node has is written once.
    private static readonly Lazy<HashSet<string>> s_frame = new(() => [.. GoldenRules.Of(Usual).SelectMany(file => ChainsOf(file.Ruleset))]);

    internal static string OfCase(string folder)
    {
        var text = new StringBuilder();
        HashSet<string> seen = folder == Usual ? [] : [.. s_frame.Value];
        foreach ((string file, Ruleset ruleset) in GoldenRules.Of(folder))
        {
            var explanation = RulesetExplanation.Of(ruleset);
            text.Append("=== ").Append(file).Append('\n');
            foreach (Table table in ruleset.Tables)
            {
                int endpoints = 0;
                foreach (Chain chain in table.Chains)
                {
                    if (chain.Name.StartsWith(ProxyChains.EndpointPrefix, StringComparison.Ordinal) && ++endpoints > MostEndpointChains)
                    {
                        continue;
                    }

                    string one = Shortened(explanation.Explain(table.Name, chain.Name));
                    if (seen.Add(one))
                    {
                        text.Append('\n').Append(one).Append('\n');
                    }
                }

                if (endpoints > MostEndpointChains)
                {
                    text.Append(CultureInfo.InvariantCulture, $"\n({endpoints - MostEndpointChains} more chains of endpoints)\n");
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> ChainsOf(Ruleset ruleset)
    {
        var explanation = RulesetExplanation.Of(ruleset);
        return ruleset.Tables.SelectMany(table => table.Chains.Select(chain => Shortened(explanation.Explain(table.Name, chain.Name))));
    }

    private static string Shortened(ChainExplanation chain) => chain.Rules.Length <= MostRules
        ? ExplanationText.Write(chain)
        : ExplanationText.Write(chain with { Rules = chain.Rules[..MostRules] })
            + string.Create(CultureInfo.InvariantCulture, $"\n  ({chain.Rules.Length - MostRules} more rules; the last: {chain.Rules[^1].Sentence})");
}
