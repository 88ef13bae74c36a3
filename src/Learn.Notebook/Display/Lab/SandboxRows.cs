using Learn.Sandbox;

namespace Learn.Notebook;

/// <summary>Connections and commands as rows.</summary>
internal static class SandboxRows
{
    /// <summary>The columns of a tracked connection.</summary>
    public static IReadOnlyList<(string Heading, Func<ConntrackEntry, TableCell> Cell)> Connection { get; } =
    [
        ("Protocol", one => one.Protocol),
        ("State", one => one.State ?? ""),
        ("From → to", one => one.Original.ToString()),
        ("Answered by → to", one => one.Reply.ToString()),
        ("Translated", one => new TableCell((one.IsDestinationTranslated, one.IsSourceTranslated) switch
        {
            (true, true) => "destination, source", (true, false) => "destination", (false, true) => "source", _ => "",
        }) { Tone = "accent" }),
        ("Remarks", one => one.Status == default ? "" : one.Status.ToString()),
        ("Forgotten in", one => one.Timeout is { } timeout ? FormattableString.Invariant($"{timeout.TotalSeconds:0} s") : ""),
    ];

    /// <summary>The table, or null where the items have no columns of their own.</summary>
    public static ShownTable? TryMake(IReadOnlyList<object?> items) => items[0] switch
    {
        ConntrackEntry => Rows.TryMake(items, Connection),
        CommandResult => Rows.TryMake<CommandResult>(
            items,
            ("Command", one => DisplayLimits.Cut(string.Join(' ', one.Arguments), DisplayLimits.CellText)),
            ("Exit status", one => new TableCell(one.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture)) { Tone = one.Succeeded ? "good" : "bad" }),
            ("Output", one => DisplayLimits.Cut(one.OutputText.Trim(), DisplayLimits.CellText)), ("Error", one => DisplayLimits.Cut(one.ErrorText.Trim(), DisplayLimits.CellText))),
        _ => null,
    };
}
