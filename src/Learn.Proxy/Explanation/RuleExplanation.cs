using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What a rule does, in words, and why it is there.</summary>
public sealed record RuleExplanation : IExplanation
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>The chain.</summary>
    public required string Chain { get; init; }

    /// <summary>The number of the rule in its chain, counted from 1; 0 for a rule that stands in no chain.</summary>
    public required int Number { get; init; }

    /// <summary>The rule.</summary>
    public required Rule Rule { get; init; }

    /// <summary>What the rule does, in one plain sentence. Never empty.</summary>
    public required string Sentence { get; init; }

    /// <summary>Who has written it, and about what.</summary>
    public required RuleReading Reading { get; init; }

    /// <summary>What made it, if the generator of the rules said so; null for rules that were read from text alone.</summary>
    public ProxyRuleOrigin? Origin { get; init; }

    /// <summary>All rules among which it stands; null for a rule by itself.</summary>
    public RulesetExplanation? Rules { get; init; }

    /// <summary>What is known beside the rules.</summary>
    internal ExplanationSources Sources { get; init; } = ExplanationSources.None;

    /// <summary>Who has written it, as far as it shows.</summary>
    public RuleOwner Owner => Reading.Owner;

    /// <summary>Why kube-proxy has written it; null for rules of others.</summary>
    public RuleReason? Reason => Reading.Reason;

    /// <summary>The service port; null if it is about none.</summary>
    public ServiceReading? Service => Reading.Service;

    /// <summary>The endpoint; null if it is about none.</summary>
    public EndpointReading? Endpoint => Reading.Endpoint;

    /// <summary>Why the rule exists, or who probably wrote it.</summary>
    public string Because => ReasonText.Of(this);

    /// <summary>The feature of Services or of kube-proxy that the rule belongs to: <c>session affinity</c>; null for rules of others.</summary>
    public string? Feature => ReasonText.FeatureOf(this);

    /// <summary>The fields of objects that made the rule, the most important first; none for rules of others.</summary>
    public ImmutableArray<FieldReference> Fields => RuleFields.Of(this);

    /// <summary>The field that made the rule, in words: <c>spec.ports[0].nodePort of service/default/my-service</c>; null for none.</summary>
    public string? Field => Fields is [{ } first, ..] ? first.ToString() : null;

    /// <summary>Where one can read more.</summary>
    public ImmutableArray<RuleReference> References
    {
        get
        {
            if (Reason is not { } reason)
            {
                return RuleReferences.Manual;
            }

            ImmutableArray<RuleReference> references = RuleReferences.Of(reason, Chain, Rule);
            references = Origin?.Endpoint is { IsReady: false, IsTerminating: true } ? references.Add(RuleReferences.TerminatingEndpoints) : references;
            return Origin is { Port.UsesTopologyHints: true, Endpoint: not null } ? references.Add(RuleReferences.TopologyHints) : references;
        }
    }

    /// <summary>The first of <see cref="References"/> in words; null for none.</summary>
    public string? Reference => References is [{ } first, ..] ? first.ToString() : null;

    /// <inheritdoc/>
    public override string ToString() => Sentence;
}
