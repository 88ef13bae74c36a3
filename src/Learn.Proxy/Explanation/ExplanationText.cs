using System.Globalization;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Explanations as plain text for a terminal: lines of at most 100 columns, as far as words allow it.</summary>
public static partial class ExplanationText
{
    private const int Width = 100;

    /// <summary>Any explanation.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="family">The family; it decides how defaults are written.</param>
    public static string Write(IExplanation explanation, IpFamily family = IpFamily.IPv4) => explanation switch
    {
        RuleExplanation rule => Write(rule, family),
        ChainExplanation chain => Write(chain),
        TableExplanation table => Write(table),
        ServiceExplanation service => Write(service),
        FieldRules field => Write(field),
        RulesetOverview overview => Write(overview),
        _ => explanation?.ToString() ?? "",
    };

    /// <summary>A rule with everything that is known about it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="family">The family; it decides how defaults are written.</param>
    public static string Write(RuleExplanation rule, IpFamily family = IpFamily.IPv4)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var text = new StringBuilder();
        text.Append(rule.Number > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{rule.Table} {rule.Chain}, rule {rule.Number}\n")
            : rule.Chain.Length > 0 ? $"{rule.Table} {rule.Chain}\n" : "");
        Wrap(text, $"-A {(rule.Chain.Length > 0 ? rule.Chain + " " : "")}{RuleWriter.ToText(rule.Rule, family)}", "  ", "      ");
        text.Append('\n');
        Wrap(text, rule.Sentence, "", "");
        Wrap(text, rule.Because, "", "");
        text.Append('\n');
        Line(text, "Service", rule.Service?.ToString());
        Line(text, "Endpoint", rule.Endpoint?.ToString());
        Line(text, "Feature", rule.Feature);
        string label = "Made by";
        foreach (FieldReference field in rule.Fields)
        {
            Line(text, label, field.ToString());
            label = "";
        }

        label = "Read more";
        foreach (RuleReference reference in rule.References)
        {
            Line(text, label, reference.ToString());
            Line(text, "", reference.Url);
            label = "";
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>A chain: what it is there for, and a sentence for each rule.</summary>
    /// <param name="chain">The chain.</param>
    public static string Write(ChainExplanation chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var text = new StringBuilder();
        Write(text, chain);
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>A table: what it is there for, and each chain.</summary>
    /// <param name="table">The table.</param>
    public static string Write(TableExplanation table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var text = new StringBuilder();
        Wrap(text, $"Table {table.Table}. {table.Purpose}", "", "");
        foreach (ChainExplanation chain in table.Chains)
        {
            text.Append('\n');
            Write(text, chain);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Write(StringBuilder text, ChainExplanation chain)
    {
        Wrap(text, $"{chain.Table} {chain.Chain}: {chain.Title}", "", "  ");
        Wrap(text, chain.Purpose, "  ", "  ");
        int digits = chain.Rules.Length.ToString(CultureInfo.InvariantCulture).Length;
        string indent = new(' ', digits + 4);
        foreach (RuleExplanation rule in chain.Rules)
        {
            Wrap(text, rule.Sentence, $"  {rule.Number.ToString(CultureInfo.InvariantCulture).PadLeft(digits)}  ", indent);
            if (rule.Reason is null)
            {
                Wrap(text, $"({rule.Because})", indent, indent);
            }
        }
    }

    private static void Line(StringBuilder text, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append("  ").Append(label.PadRight(11)).Append(value).Append('\n');
        }
    }

    private static void Wrap(StringBuilder text, string words, string first, string others) => LineWrapping.Append(text, words, first, others, Width);
}
