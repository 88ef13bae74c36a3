using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// Reads what <c>iptables-save</c> prints and what <c>iptables-restore</c> is given. A match, target or rule that is not understood is no
/// error: it is kept as it was written. So printing in the same style gives the text back byte for byte; only line ends with a carriage
/// return, indentation and chain lines without counters are put in order.
/// </summary>
public static class RulesetParser
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="family">The address family; the text does not say it.</param>
    /// <param name="style">The style of its rules; null to find it out.</param>
    /// <exception cref="RulesetParseException">The text is no ruleset.</exception>
    public static Ruleset Parse(string text, IpFamily family, TextStyle? style = null) => Checked(TryParse(text, family, style));

    /// <inheritdoc cref="Parse(string, IpFamily, TextStyle?)" />
    /// <param name="utf8">The text in UTF-8.</param>
    /// <param name="family">The address family; the text does not say it.</param>
    /// <param name="style">The style of its rules; null to find it out.</param>
    public static Ruleset Parse(ReadOnlySpan<byte> utf8, IpFamily family, TextStyle? style = null) =>
        Checked(TryParse(utf8, family, style));

    /// <summary>Reads a text; what is wrong with it is part of the result.</summary>
    /// <param name="text">The text.</param>
    /// <param name="family">The address family; the text does not say it.</param>
    /// <param name="style">The style of its rules; null to find it out.</param>
    public static ParseResult TryParse(string text, IpFamily family, TextStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(Encoding.UTF8.GetBytes(text), family, style);
    }

    /// <summary>Reads a text; what is wrong with it is part of the result.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <param name="family">The address family; the text does not say it.</param>
    /// <param name="style">The style of its rules; null to find it out.</param>
    public static ParseResult TryParse(ReadOnlySpan<byte> utf8, IpFamily family, TextStyle? style = null) =>
        new RulesetReader(family, style, utf8.Length).Read(utf8);

    private static Ruleset Checked(ParseResult result) =>
        result.Succeeded ? result.Ruleset : throw new RulesetParseException(result.Errors);
}
