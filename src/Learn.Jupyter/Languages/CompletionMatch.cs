namespace Learn.Jupyter;

/// <summary>One thing that could stand at the cursor.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Kind">What it is, in the words that front ends have icons for: <c>class</c>, <c>function</c>, <c>keyword</c> and so on; or null.</param>
/// <param name="Signature">How it is called, shown beside it; or null.</param>
public sealed record CompletionMatch(string Text, string? Kind = null, string? Signature = null);
