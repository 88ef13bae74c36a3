using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>The answer of one of kube-proxy's health servers.</summary>
/// <param name="Status">The HTTP status: 200 or 503.</param>
/// <param name="Headers">The headers in the order in which they are written.</param>
/// <param name="Body">The body: JSON, UTF-8.</param>
public sealed record HealthAnswer(int Status, ImmutableArray<KeyValuePair<string, string>> Headers, string Body)
{
    internal static ImmutableArray<KeyValuePair<string, string>> JsonHeaders { get; } =
    [
        new("Content-Type", "application/json"),
        new("X-Content-Type-Options", "nosniff"),
    ];
}
