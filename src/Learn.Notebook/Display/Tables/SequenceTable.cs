using System.Collections;

namespace Learn.Notebook;

/// <summary>The head of a sequence as a table: what its items have in common are the columns.</summary>
internal static class SequenceTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="items">The items; no more than <see cref="DisplayLimits.Rows"/> and one are asked for.</param>
    /// <param name="custom">HTML of a formatter that the learner registered for a value, or null.</param>
    public static ShownTable Of(IEnumerable items, Func<object, string?> custom)
    {
        var sequence = Sequence.Of(items, DisplayLimits.Rows);
        var cells = new ValueCells(custom);
        cells.Enter(items);
        var table = sequence.Head.Count == 0
            ? new ShownTable([], []) { Caption = $"{TypeName.Of(items.GetType())}: empty" }
            : Known(sequence) ?? Pairs(sequence, cells) ?? Single(items, sequence, cells) ?? Members(sequence, cells);
        return table with { Note = Join(table.Note, sequence.Note is { } note ? note + "." : null) };
    }

    // Things of this library know their columns.
    private static ShownTable? Known(Sequence sequence) => OwnFormatters.RowsOf(sequence.Head);

    private static ShownTable? Pairs(Sequence sequence, ValueCells cells)
    {
        if (sequence.Head.All(item => item is DictionaryEntry))
        {
            return new ShownTable(["Key", "Value"], [.. sequence.Head.Cast<DictionaryEntry>().Select(entry => Row(cells.Of(entry.Key), cells.Of(entry.Value)))]);
        }

        return sequence.Head.All(item => item?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
            ? new ShownTable(["Key", "Value"], [.. sequence.Head.Select(pair => Row(PartOf(pair!, "Key", cells), PartOf(pair!, "Value", cells)))])
            : null;
    }

    private static ShownTable? Single(IEnumerable items, Sequence sequence, ValueCells cells)
    {
        var isSingle = sequence.Head.All(item => item is null or IEnumerable or Task or FailedMember || ScalarText.IsScalar(item.GetType())
            || ValueMember.Of(item.GetType()).Count == 0);
        if (!isSingle)
        {
            return null;
        }

        var isIndexed = items is IList || sequence.Head.Count > 1;
        return isIndexed
            ? new ShownTable(["#", "Value"], [.. sequence.Head.Select((item, i) => Row(new TableCell(Number(i)) { Tone = "muted" }, cells.Of(item)))])
            : new ShownTable(["Value"], [.. sequence.Head.Select(item => Row(cells.Of(item)))]);
    }

    private static ShownTable Members(Sequence sequence, ValueCells cells)
    {
        var names = sequence.Head.Where(item => item is not null).SelectMany(item => ValueMember.Of(item!.GetType()).Select(member => member.Name))
            .Distinct(StringComparer.Ordinal).ToList();
        var types = sequence.Head.Select(item => item?.GetType()).Distinct().Count();
        var shown = names.Take(DisplayLimits.Columns).ToList();
        List<string> headings = [.. types > 1 ? (string[])["Type"] : [], .. shown];
        var rows = sequence.Head.Select(IReadOnlyList<TableCell> (item) => RowOf(item, shown, types > 1, cells)).ToList();
        var hidden = names.Count - shown.Count;
        return new ShownTable(headings, rows) { Note = hidden > 0 ? $"{hidden} more columns: {DisplayLimits.Cut(string.Join(", ", names.Skip(shown.Count)), DisplayLimits.CellText)}." : null };
    }

    private static List<TableCell> RowOf(object? item, List<string> names, bool saysType, ValueCells cells)
    {
        var row = new List<TableCell>();
        if (saysType)
        {
            row.Add(new TableCell(item is null ? "null" : TypeName.Of(item.GetType())) { Tone = "muted" });
        }

        if (item is null || ScalarText.IsScalar(item.GetType()) || item is IEnumerable)
        {
            row.Add(cells.Of(item));
            row.AddRange(Enumerable.Repeat(new TableCell(""), names.Count - 1));
            return row;
        }

        cells.Enter(item);
        var members = ValueMember.Of(item.GetType());
        foreach (var name in names)
        {
            row.Add(members.FirstOrDefault(member => member.Name == name) is { } member ? cells.Of(member.ReadFrom(item)) : new TableCell(""));
        }

        cells.Leave();
        return row;
    }

    private static TableCell PartOf(object pair, string name, ValueCells cells) =>
        cells.Of(ValueMember.Of(pair.GetType()).First(member => member.Name == name).ReadFrom(pair));

    private static IReadOnlyList<TableCell> Row(params IReadOnlyList<TableCell> cells) => cells;

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Join(string? one, string? other) => one is null ? other : other is null ? one : $"{one} {other}";
}
