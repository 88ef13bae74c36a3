namespace Learn.Notebook;

/// <summary>Makes tables of things whose columns are known.</summary>
internal static class Rows
{
    /// <summary>The table, or null where an item is of another type.</summary>
    public static ShownTable? TryMake<T>(IReadOnlyList<object?> items, params IReadOnlyList<(string Heading, Func<T, TableCell> Cell)> columns) =>
        items.All(item => item is T) ? Make(items.Cast<T>(), columns) : null;

    /// <summary>The table. A column that is empty in every row is left out.</summary>
    public static ShownTable Make<T>(IEnumerable<T> items, params IReadOnlyList<(string Heading, Func<T, TableCell> Cell)> columns)
    {
        var rows = items.Select(item => columns.Select(column => column.Cell(item)).ToList()).ToList();
        var used = Enumerable.Range(0, columns.Count).Where(column => rows.Count == 0 || rows.Any(row => row[column].Text.Length > 0)).ToList();
        return new ShownTable([.. used.Select(column => columns[column].Heading)], [.. rows.Select(IReadOnlyList<TableCell> (row) => [.. used.Select(column => row[column])])]);
    }

    /// <summary>A cell with a number.</summary>
    public static TableCell Number(long number) => new(FormattableString.Invariant($"{number:N0}")) { IsNumber = true };

    /// <summary>A cell with a number; empty for none.</summary>
    public static TableCell NumberOrNothing(long? number) => number is { } one ? Number(one) : new TableCell("");

    /// <summary>A cell with the text of a value; empty for none.</summary>
    public static TableCell Text(object? value, string? tone = null) =>
        new(value is null ? "" : DisplayLimits.Cut(ScalarText.IsScalar(value.GetType()) ? ScalarText.Of(value) : value.ToString() ?? "", DisplayLimits.CellText)) { Tone = tone };

    /// <summary>A cell with a time in about three figures; empty for none.</summary>
    public static TableCell Time(TimeSpan? time) => new(time is { } one ? LatencySummary.Text(one) : "") { IsNumber = time is not null };
}
