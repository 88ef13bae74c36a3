using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>What a chain is there for, and what each of its rules does.</summary>
/// <param name="Reading">What the chain is.</param>
/// <param name="Title">What it is, in a few words: <c>chooses an endpoint of default/my-service:http</c>.</param>
/// <param name="Purpose">What it does, when packets get there, and what becomes of those that no rule decides about.</param>
/// <param name="Rules">Each of its rules, in their order.</param>
public sealed record ChainExplanation(ChainReading Reading, string Title, string Purpose, ImmutableArray<RuleExplanation> Rules) : IExplanation
{
    /// <summary>The table.</summary>
    public string Table => Reading.Table;

    /// <summary>The name of the chain.</summary>
    public string Chain => Reading.Chain;

    /// <summary>The service port that it belongs to; null for others.</summary>
    public ServiceReading? Service => Reading.Service;

    /// <summary>The endpoint that it belongs to; null for others.</summary>
    public EndpointReading? Endpoint => Reading.Endpoint;

    /// <inheritdoc/>
    public override string ToString() => ExplanationText.Write(this);
}
