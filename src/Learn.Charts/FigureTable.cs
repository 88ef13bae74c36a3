using System.Collections.Immutable;

namespace Learn;

/// <summary>The numbers behind a figure.</summary>
/// <param name="Headings">One heading per column. The first column is text, the others are numbers.</param>
/// <param name="Rows">The rows, each with as many cells as there are headings.</param>
public sealed record FigureTable(ImmutableArray<string> Headings, ImmutableArray<string[]> Rows);
