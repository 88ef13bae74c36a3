namespace Learn.Netfilter;

/// <summary>
/// One line of a table in the order of the text. Only a restore payload needs it: there rules of one chain may stand apart, and
/// commands stand between them.
/// </summary>
/// <param name="Kind">What the line says.</param>
/// <param name="Text">
/// The chain that the line is about, empty if it is about all; for <see cref="TableLineKind.Comment"/> and
/// <see cref="TableLineKind.Unknown"/> the whole line.
/// </param>
/// <param name="Rule">The rule, for the kinds that have one.</param>
/// <param name="Number">The number of a rule, counted from 1; 0 if none is given.</param>
public readonly record struct TableLine(TableLineKind Kind, string Text, Rule? Rule = null, int Number = 0);
