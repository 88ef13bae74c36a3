using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>A line of a manifest, with the rules that its field has made.</summary>
/// <param name="Number">The number of the line, counted from 1.</param>
/// <param name="Text">The line as it is written.</param>
/// <param name="Object">The object that it belongs to: <c>service/default/my-service</c>; null for none.</param>
/// <param name="Path">The path of the field; null for a line that holds none that makes rules.</param>
/// <param name="Rules">The rules; none where the field has made none.</param>
public sealed record ManifestLine(int Number, string Text, string? Object, string? Path, ImmutableArray<RuleExplanation> Rules);
