using System.Collections.Immutable;

namespace Learn;

/// <summary>Something that the rules of a node have otherwise than the objects of the cluster ask for.</summary>
/// <param name="Service">The service port: <c>default/my-service:http</c>.</param>
/// <param name="Sentence">What differs.</param>
/// <param name="Objects">The objects behind it: <c>Service default/my-service</c>, <c>EndpointSlice default/my-service-abcde</c>, <c>Pod default/web-1</c>.</param>
public sealed record ClusterDeviation(string Service, string Sentence, ImmutableArray<string> Objects)
{
    /// <inheritdoc/>
    public override string ToString() => Objects.IsEmpty ? Sentence : $"{Sentence} ({string.Join(", ", Objects)})";
}
