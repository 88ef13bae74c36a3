using System.Net;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn;

/// <summary>What the rules of one node do to a packet that comes by.</summary>
public sealed class NodeWalk
{
    private readonly Lazy<RulesetReading> reading;
    private readonly IReadOnlyDictionary<IPAddress, string> names;

    internal NodeWalk(string node, double probability, WalkResult result, Lazy<RulesetReading> reading, IReadOnlyDictionary<IPAddress, string> names)
    {
        Node = node;
        Probability = probability;
        Result = result;
        this.reading = reading;
        this.names = names;
    }

    /// <summary>The node.</summary>
    public string Node { get; }

    /// <summary>How probable it is that the packet comes by in this form, 0–1.</summary>
    public double Probability { get; }

    /// <summary>The packet as it comes, everything that can happen to it, and its ends.</summary>
    public WalkResult Result { get; }

    /// <summary>What the node's rules say about Services.</summary>
    public RulesetReading Reading => reading.Value;

    /// <summary>What to call a chain: the Service or endpoint that it belongs to, or null.</summary>
    public string? NameOf(string table, string chain) => WalkNames.Of(Reading, table, chain);

    /// <summary>What to call an end: the Pod or node that has the address, or null.</summary>
    public string? NameOf(WalkOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome.Verdict == WalkVerdict.Accepted ? names.GetValueOrDefault(outcome.Packet.Destination) : null;
    }

    /// <summary>The tree as text of at most 100 columns, with the names of Services, endpoints and Pods.</summary>
    public override string ToString() => Result.Tree!.ToText(WalkNames.In(Reading) with { NameOfEnd = NameOf });
}
