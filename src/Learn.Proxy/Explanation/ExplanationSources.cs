using System.Collections.Frozen;
using System.Collections.Immutable;
using k8s.Models;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What is known beside the rules themselves. Everything may be missing; explanations then say less.</summary>
public sealed record ExplanationSources
{
    /// <summary>Nothing but the rules.</summary>
    public static ExplanationSources None { get; } = new();

    /// <summary>Names of pods by their addresses, without ports.</summary>
    public IReadOnlyDictionary<string, string> PodsByAddress { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// The rules that kube-proxy wants, with their origins: see <see cref="SyncPlan.Desired"/>. Rules of the same chain that mean the
    /// same are matched with them.
    /// </summary>
    public Ruleset? Desired { get; init; }

    /// <summary>The Services, to tell fields of lists by their place.</summary>
    public ImmutableArray<V1Service> Services { get; init; } = [];

    /// <summary>The EndpointSlices, to tell where an endpoint stands.</summary>
    public ImmutableArray<V1EndpointSlice> EndpointSlices { get; init; } = [];

    /// <summary>Names of pods by their addresses, read from the target references of EndpointSlices.</summary>
    /// <param name="slices">The slices.</param>
    public static IReadOnlyDictionary<string, string> PodNames(IEnumerable<V1EndpointSlice> slices)
    {
        ArgumentNullException.ThrowIfNull(slices);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (V1Endpoint endpoint in slices.SelectMany(slice => slice.Endpoints ?? []))
        {
            if (endpoint.TargetRef is { Kind: "Pod", Name: { Length: > 0 } pod } && endpoint.Addresses is [{ } address, ..])
            {
                names[address] = pod;
            }
        }

        return names;
    }
}
