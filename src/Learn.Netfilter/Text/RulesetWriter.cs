using System.Buffers;
using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// Prints rulesets. What was read with <see cref="RulesetParser"/> and is printed in the style it was written in comes out unchanged.
/// </summary>
public static class RulesetWriter
{
    /// <summary>Writes what <c>iptables-save</c> prints for these rules: chain lines, then the rules chain by chain.</summary>
    /// <param name="ruleset">The rules.</param>
    /// <param name="output">Receives UTF-8.</param>
    public static void WriteSave(Ruleset ruleset, IBufferWriter<byte> output) => Write(ruleset, output, TextStyle.Save);

    /// <summary>Writes a payload for <c>iptables-restore</c>; commands such as <c>-X</c> stand where the payload had them.</summary>
    /// <param name="ruleset">The rules.</param>
    /// <param name="output">Receives UTF-8.</param>
    public static void WriteRestore(Ruleset ruleset, IBufferWriter<byte> output) => Write(ruleset, output, TextStyle.Restore);

    /// <summary>The text of <see cref="WriteSave"/>.</summary>
    public static string ToSaveText(this Ruleset ruleset) => ToText(ruleset, TextStyle.Save);

    /// <summary>The text of <see cref="WriteRestore"/>.</summary>
    public static string ToRestoreText(this Ruleset ruleset) => ToText(ruleset, TextStyle.Restore);

    private static string ToText(Ruleset ruleset, TextStyle style)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(ruleset, buffer, style);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Ruleset ruleset, IBufferWriter<byte> output, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        bool sameStyle = ruleset.WrittenIn is null || ruleset.WrittenIn == style;
        var writer = new RuleWriter(output, ruleset.Family, style) { KeepsVerbatim = sameStyle };
        foreach (var table in ruleset.Tables)
        {
            WriteComments(writer, table.LeadingComments);
            writer.BeginTable(table.Name);
            if (!table.Lines.IsDefault && (style == TextStyle.Restore || (sameStyle && IsSave(table))))
            {
                WriteLines(writer, table);
            }
            else
            {
                WriteChains(writer, table);
            }

            if (table.IsCommitted)
            {
                writer.Commit();
            }
        }

        WriteComments(writer, ruleset.TrailingComments);
    }

    private static void WriteComments(RuleWriter writer, IEnumerable<string> comments)
    {
        foreach (string comment in comments)
        {
            writer.Line(comment);
        }
    }

    private static bool IsSave(Table table) =>
        table.Lines.All(line => line.Kind is TableLineKind.Chain or TableLineKind.Append or TableLineKind.Comment);

    /// <summary>The lines of a table between its name and <c>COMMIT</c>, in the order of the text.</summary>
    internal static IEnumerable<TableLine> LinesOf(Table table)
    {
        if (!table.Lines.IsDefault)
        {
            return table.Lines;
        }

        var declared = table.Chains.Where(chain => chain.IsDeclared).Select(chain => new TableLine(TableLineKind.Chain, chain.Name));
        return declared.Concat(table.Chains.SelectMany(
            chain => chain.Rules, (chain, rule) => new TableLine(TableLineKind.Append, chain.Name, rule)));
    }

    private static void WriteLines(RuleWriter writer, Table table)
    {
        foreach (var line in table.Lines)
        {
            if (line.Kind == TableLineKind.Chain && table.Find(line.Text) is { } chain)
            {
                writer.DeclareChain(chain.Name, chain.Policy, chain.Counters);
            }
            else
            {
                writer.Line(line);
            }
        }
    }

    private static void WriteChains(RuleWriter writer, Table table)
    {
        foreach (var chain in table.Chains)
        {
            if (chain.IsDeclared)
            {
                writer.DeclareChain(chain.Name, chain.Policy, chain.Counters);
            }
        }

        foreach (var chain in table.Chains)
        {
            foreach (var rule in chain.Rules)
            {
                writer.Append(chain.Name, rule);
            }
        }
    }
}
