namespace Learn.Jupyter;

/// <summary>An entry of a front end's help menu.</summary>
/// <param name="Text">What the entry says.</param>
/// <param name="Address">Where it leads.</param>
public sealed record HelpLink(string Text, Uri Address);
