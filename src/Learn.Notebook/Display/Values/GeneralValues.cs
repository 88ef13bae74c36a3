using System.Collections;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Any value, shown by its public members: an object as a list of them, a sequence as a table.</summary>
internal static class GeneralValues
{
    /// <summary>The value in its forms.</summary>
    /// <param name="value">The value.</param>
    /// <param name="custom">HTML of a formatter that the learner registered for a value within it, or null.</param>
    public static MimeBundle Of(object value, Func<object, string?> custom)
    {
        switch (value)
        {
            case var _ when ScalarText.IsScalar(value.GetType()):
                return MimeBundle.Text(DisplayLimits.Cut(ScalarText.Of(value), DisplayLimits.Text));
            case FailedMember failed:
                return MimeBundle.Text(failed.ToString());
            case byte[] bytes:
                return HexDump.Of(bytes, bytes.Length);
            case ReadOnlyMemory<byte> bytes:
                return HexDump.Of(bytes.Span[..Math.Min(bytes.Length, DisplayLimits.Bytes)], bytes.Length);
            case Memory<byte> bytes:
                return HexDump.Of(bytes.Span[..Math.Min(bytes.Length, DisplayLimits.Bytes)], bytes.Length);
            case IEnumerable items:
                return SequenceTable.Of(items, custom).ToBundle();
            default:
                return ObjectOf(value, custom);
        }
    }

    private static MimeBundle ObjectOf(object value, Func<object, string?> custom)
    {
        var cells = new ValueCells(custom);
        var type = value.GetType();
        var members = ValueMember.Of(type);
        var text = cells.Short(value);
        if (members.Count == 0)
        {
            return MimeBundle.Text(text);
        }

        cells.Enter(value);
        var rows = members.Take(DisplayLimits.NestedItems * DisplayLimits.Columns)
            .Select(IReadOnlyList<TableCell> (member) => [new TableCell(member.Name), cells.Of(member.ReadFrom(value))])
            .ToList();
        cells.Leave();
        var table = new ShownTable(["", ""], rows) { NamesRows = true };
        var name = TypeName.Of(type);
        var html = new HtmlOutput().Element("div", name, "head");
        table.WriteMembersTo(html);
        return MimeBundle.Text(ValueCells.HasOwnText(type) ? text : $"{name}\n{Lines(rows)}").With("text/html", html.ToString());
    }

    private static string Lines(IEnumerable<IReadOnlyList<TableCell>> rows) => string.Join('\n', rows.Select(row => $"  {row[0].Text}: {row[1].Text.ReplaceLineEndings(" ⏎ ")}"));
}
