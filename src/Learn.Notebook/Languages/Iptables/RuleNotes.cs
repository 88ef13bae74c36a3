using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>What the rules and chains of a host do, in a sentence each. Of a node's, kube-proxy of the lab knows which are its own.</summary>
internal sealed class RuleNotes
{
    private static readonly Ruleset Nothing = new(IpFamily.IPv4, []);

    private readonly RulesetExplanation explanation;
    private readonly bool isNode;

    private RuleNotes(RulesetExplanation explanation, bool isNode)
    {
        this.explanation = explanation;
        this.isNode = isNode;
    }

    /// <summary>The notes for a node; for null, a host without kube-proxy, in netfilter's own terms.</summary>
    public static RuleNotes For(Lab lab, string? node, IpFamily family) => node is not null && lab.WantedRules(node, family) is not null
        ? new RuleNotes(lab.Explain(node, family), isNode: true)
        : new RuleNotes(RulesetExplanation.Of(Nothing), isNode: false);

    /// <summary>What a rule does.</summary>
    public string Of(string table, string chain, Rule rule)
    {
        var explained = explanation.Explain(table, chain, rule);
        return explained.Number > 0 || !isNode ? explained.Sentence : $"{explained.Sentence} {explained.Because}";
    }

    /// <summary>What a chain is there for; null where nobody knows.</summary>
    public string? OfChain(string table, string chain) => explanation.Reading.FindChain(table, chain) is { Role: not (ChainRole.Other or ChainRole.BuiltIn) } reading
        ? Sentence(explanation.TitleOf(reading))
        : null;

    private static string Sentence(string title) => $"{char.ToUpperInvariant(title[0])}{title[1..]}.";
}
