namespace Learn;

/// <summary>A difference between what was captured and what came out.</summary>
/// <param name="File">The name of the captured file.</param>
/// <param name="Sentence">The difference in a sentence.</param>
public sealed record CaseDifference(string File, string Sentence)
{
    /// <summary>File and sentence.</summary>
    public override string ToString() => $"{File}: {Sentence}";
}
