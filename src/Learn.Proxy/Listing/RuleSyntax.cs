using System.Text.RegularExpressions;

namespace Learn.Proxy;

/// <summary>Cuts the text of a rule into pieces with colours.</summary>
public static partial class RuleSyntax
{
    /// <summary>The pieces of a rule's text; together they are the text.</summary>
    /// <param name="text">For example <c>-A KUBE-SERVICES -d 10.96.0.1/32 -j KUBE-SVC-X</c>.</param>
    /// <param name="isChain">Tells whether a word is the name of a chain.</param>
    public static IEnumerable<ListingPart> Of(string text, Func<string, bool> isChain)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(isChain);
        int at = 0;
        foreach (Match token in Token().Matches(text))
        {
            if ((token.Groups["said"].Success ? ListingStyle.Comment
                : token.Groups["chance"].Success ? ListingStyle.Chance
                : token.Groups["go"].Success ? ListingStyle.Verdict
                : token.Groups["stop"].Success ? ListingStyle.Stop
                : isChain(token.Value) ? OfChain(token.Value)
                : ListingStyle.Plain) is not ListingStyle.Plain and var style)
            {
                if (token.Index > at)
                {
                    yield return new(text[at..token.Index]);
                }

                at = token.Index + token.Length;
                yield return new(token.Value, style, style is ListingStyle.Chain or ListingStyle.Service or ListingStyle.Endpoint ? token.Value : null);
            }
        }

        if (at < text.Length)
        {
            yield return new(text[at..]);
        }
    }

    /// <summary>The pieces of a sentence: names of chains, and what is between them.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="isChain">Tells whether a word is the name of a chain.</param>
    public static IEnumerable<ListingPart> OfSentence(string sentence, Func<string, bool> isChain)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        ArgumentNullException.ThrowIfNull(isChain);
        int at = 0;
        foreach (Match word in KubernetesChain().Matches(sentence))
        {
            if (isChain(word.Value))
            {
                yield return new(sentence[at..word.Index], ListingStyle.Note);
                yield return new(word.Value, ListingStyle.Note, word.Value);
                at = word.Index + word.Length;
            }
        }

        yield return new(sentence[at..], ListingStyle.Note);
    }

    /// <summary>The style of a chain's name.</summary>
    /// <param name="chain">The name.</param>
    public static ListingStyle OfChain(string chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.StartsWith(ProxyChains.EndpointPrefix, StringComparison.Ordinal) ? ListingStyle.Endpoint
            : ProxyChains.IsServiceChain(chain) || chain.StartsWith("KUBE-XLB-", StringComparison.Ordinal) ? ListingStyle.Service
            : ListingStyle.Chain;
    }

    [GeneratedRegex("KUBE-[A-Z0-9]+(?:-[A-Z0-9]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex KubernetesChain();

    [GeneratedRegex("""
        (?<said>"(?:[^"\\]|\\.)*")|(?<chance>--probability\ [\d.]+)|(?<=-j\ )(?<go>DNAT|SNAT|MASQUERADE|ACCEPT|RETURN|MARK|CONNMARK|LOG|REDIRECT)(?=\ |$)|(?<=-j\ )(?<stop>DROP|REJECT)(?=\ |$)|(?<=-[AjgN]\ |--name\ )\S+
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
