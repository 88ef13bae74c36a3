namespace Learn;

/// <summary>A place that packets come by.</summary>
/// <param name="Id">Its name in the model.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Chain">Its chain, if the label is another; null otherwise.</param>
/// <param name="IsSource">True if packets come in here.</param>
internal sealed record FlowNode(string Id, string Label, string? Chain, bool IsSource);
