using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// Makes sure that nothing of a rule's text is lost: prints the rule again and keeps the text if it is not the same. The first rule that
/// only one style gives back decides about the style of the whole text.
/// </summary>
internal sealed class SpellingCheck(IpFamily family, TextStyle? style)
{
    // Room for what the printer reserves before it knows the exact length.
    private const int Slack = 160;
    private byte[] _scratch = new byte[512];

    /// <summary>The style of the text; null as long as both are possible.</summary>
    internal TextStyle? Style { get; private set; } = style;

    /// <summary>The rule with its counters, and with its text if that is needed.</summary>
    /// <param name="rule">What was read.</param>
    /// <param name="text">Its text with the blank before it; empty if there is none.</param>
    /// <param name="counters">The counters before it.</param>
    internal Rule Check(Rule rule, ReadOnlySpan<byte> text, Counters? counters)
    {
        bool same = Style is { } known ? IsPrintedAs(rule, text, known) : IsPrintedInAnyStyle(rule, text);
        if (same && counters is null)
        {
            return rule;
        }

        return new Rule(rule.Matches, rule.Target)
        {
            Counters = counters,
            Verbatim = same ? null : Encoding.UTF8.GetString(text.IsEmpty ? text : text[1..]),
        };
    }

    private bool IsPrintedInAnyStyle(Rule rule, ReadOnlySpan<byte> text)
    {
        bool save = IsPrintedAs(rule, text, TextStyle.Save);
        bool restore = IsPrintedAs(rule, text, TextStyle.Restore);
        if (save != restore)
        {
            Style = save ? TextStyle.Save : TextStyle.Restore;
        }

        return save || restore;
    }

    private bool IsPrintedAs(Rule rule, ReadOnlySpan<byte> text, TextStyle candidate)
    {
        if (_scratch.Length < text.Length + Slack)
        {
            _scratch = new byte[text.Length + Slack];
        }

        var cursor = new Utf8Cursor(_scratch.AsSpan(0, text.Length + Slack));
        RuleText.Write(ref cursor, rule, family, candidate);
        return !cursor.Overflowed && cursor.Written.SequenceEqual(text);
    }
}
