using System.Collections.Immutable;

namespace Learn;

/// <summary>A path between two places of the diagram, with an arrow at its end.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Points">Its corners; all its pieces are horizontal or vertical.</param>
internal sealed record HookPath(HookPathKind Kind, ImmutableArray<(double X, double Y)> Points);
