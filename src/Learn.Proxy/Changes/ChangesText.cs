using System.Text;

namespace Learn.Proxy;

/// <summary>Changes as text: a heading and indented lines for each part that has something to say.</summary>
internal static class ChangesText
{
    internal static string Of(RulesetChanges changes, int mostRules)
    {
        var text = new StringBuilder();
        Section(text, "Services", [.. changes.Services.SelectMany(service => service.Sentences)], int.MaxValue);
        Section(text, "Other things", [.. changes.Others], int.MaxValue);
        Section(text, "Rules", [.. changes.Rules.Select(difference => difference.Sentence)], mostRules);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, string[] lines, int most)
    {
        if (lines.Length == 0)
        {
            return;
        }

        text.Append(title).Append(": ").Append(Words.Count(lines.Length, "change")).Append('\n');
        foreach (string line in lines.Take(most))
        {
            text.Append("  ").Append(line).Append('\n');
        }

        if (lines.Length > most)
        {
            text.Append("  … ").Append(Words.Count(lines.Length - most, "further change")).Append('\n');
        }
    }
}
