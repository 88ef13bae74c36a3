using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>A packet that is walked through the rules in the kernel: where it can end, with which probability.</summary>
public sealed record WalkCheckDefinition
{
    /// <summary>The target, as the <c>#!walk</c> cell takes it: <c>web:80</c>, <c>10.96.0.10:53</c>.</summary>
    public string To { get; init; } = "";

    /// <summary>Where it is sent from; default <c>toolbox</c>.</summary>
    public string From { get; init; } = "toolbox";

    /// <summary><c>tcp</c> (the default), <c>udp</c> or <c>sctp</c>.</summary>
    public string Protocol { get; init; } = "tcp";

    /// <summary>The probability of each end: a Pod (or <c>rejected</c>, <c>dropped</c>) and its percentage, to a tenth of a percent.</summary>
    public ImmutableSortedDictionary<string, string> Ends { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
