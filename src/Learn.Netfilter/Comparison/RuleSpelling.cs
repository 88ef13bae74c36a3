using System.Text;

namespace Learn.Netfilter;

/// <summary>The words of a rule as they are compared: without quotes, so that quoting does not count.</summary>
internal sealed class RuleSpelling(Ruleset ruleset, ComparisonOptions options)
{
    private readonly TextStyle _style = options.Payload ? TextStyle.Restore : TextStyle.Save;
    private readonly bool _keepsVerbatim = !options.IgnoreSpelling && (ruleset.WrittenIn is null || ruleset.WrittenIn == StyleOf(options));
    private Word[] _words = new Word[64];

    internal string TextOf(Rule rule) =>
        _keepsVerbatim && rule.Verbatim is { } verbatim ? verbatim : RuleWriter.ToText(Plain(rule), ruleset.Family, _style);

    internal string KeyOf(Rule rule)
    {
        string text = TextOf(rule);
        if (!text.Contains('"', StringComparison.Ordinal) && !text.Contains("  ", StringComparison.Ordinal))
        {
            return text;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        int count = Word.Split(utf8, ref _words);
        var key = new StringBuilder();
        for (int index = 0; index < count; index++)
        {
            // A blank inside a word must not look like the end of the word.
            key.Append(index > 0 ? " " : "").Append(Encoding.UTF8.GetString(_words[index].Value(utf8)).Replace(' ', '\u00a0'));
        }

        return count < 0 ? text : key.ToString();
    }

    private static TextStyle StyleOf(ComparisonOptions options) => options.Payload ? TextStyle.Restore : TextStyle.Save;

    // What means the same is written in the same way once the order of the matches is that of iptables and literals are gone.
    private Rule Plain(Rule rule) => !options.IgnoreSpelling || !options.Payload
        ? rule
        : RuleParser.Parse(RuleWriter.ToText(rule, ruleset.Family), ruleset.Family);
}
