namespace Learn.Jupyter;

/// <summary>Whether a text is ready to be run.</summary>
/// <param name="Status">Ready, not yet, or never.</param>
/// <param name="Indent">What the next line should start with, when the text is incomplete.</param>
public sealed record CompletenessResult(Completeness Status, string Indent = "");
