using System.Collections.Immutable;

namespace Learn;

/// <summary>What a sync does to one chain, beside the sync before.</summary>
/// <param name="Table">The table.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Subject">The service port or endpoint that it is for, as the comments and targets of its rules tell; empty where they do not.</param>
/// <param name="Action">What the payload does to it.</param>
/// <param name="Rules">Number of rules that it writes there.</param>
/// <param name="Bytes">Number of bytes of the payload about it.</param>
/// <param name="ActionBefore">What the payload before did to it; null without one.</param>
/// <param name="Lines">Its lines, compared with those of the payload before where that wrote it, too.</param>
public sealed record RestoreChain(
    string Table, string Chain, string Subject, RestoreAction Action, int Rules, int Bytes, RestoreAction? ActionBefore, ImmutableArray<RestoreLine> Lines)
{
    /// <summary>Number of lines that the payload before did not have.</summary>
    public int Added => ActionBefore is null ? 0 : Lines.Count(line => line.Mark == LineMark.Added);

    /// <summary>Number of lines that only the payload before had.</summary>
    public int Removed => Lines.Count(line => line.Mark == LineMark.Removed);

    /// <summary>How it stands beside the payload before, in a few words; empty without one.</summary>
    public string Beside => (ActionBefore, Action) switch
    {
        (null, _) => "",
        (RestoreAction.LeftAlone, _) => "was not mentioned",
        (_, RestoreAction.Deleted) when ActionBefore != RestoreAction.Deleted => "was written",
        _ when Added + Removed == 0 => "the same",
        _ => OutcomeText.Format($"+{Added:N0} −{Removed:N0} lines"),
    };
}
