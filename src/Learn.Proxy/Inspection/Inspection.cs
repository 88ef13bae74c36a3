using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What a dump of a node's rules tells: who wrote them, what is in them, and what is odd about them.</summary>
public sealed record Inspection
{
    private Inspection()
    {
    }

    /// <summary>The rules with what was read back from them.</summary>
    public required RulesetReading Reading { get; init; }

    /// <summary>How kube-proxy works there.</summary>
    public required InspectedMode Mode { get; init; }

    /// <summary>Which versions of kube-proxy could have written its rules; null without rules of its iptables mode.</summary>
    public required VersionRange? Versions { get; init; }

    /// <summary>Which iptables printed the dump.</summary>
    public required DumpBackend Backend { get; init; }

    /// <summary>The version of that iptables; null if the dump does not say.</summary>
    public required string? IptablesVersion { get; init; }

    /// <summary>What the Services and kube-proxy's configuration use, in a few words each.</summary>
    public required ImmutableArray<string> Features { get; init; }

    /// <summary>Other programs that have chains here.</summary>
    public required ImmutableArray<OtherProgram> Others { get; init; }

    /// <summary>What is odd, the worst first.</summary>
    public required ImmutableArray<Oddity> Oddities { get; init; }

    /// <summary>Inspects rules.</summary>
    /// <param name="reading">The rules.</param>
    public static Inspection Of(RulesetReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        InspectedMode mode = ModeOf(reading);
        (DumpBackend backend, string? version) = DumpHeader.Of(reading.Ruleset);
        bool isIptables = mode is InspectedMode.Iptables or InspectedMode.Mixed;
        VersionRange? versions = isIptables ? VersionRecognition.Recognise(reading) : null;
        var oddities = new List<Oddity>();
        if (isIptables)
        {
            oddities.AddRange(JumpChecks.Run(reading));
            oddities.AddRange(ChainChecks.Run(reading, versions!));
            oddities.AddRange(ServiceChecks.Run(reading));
        }

        oddities.AddRange(NodeChecks.Run(reading, mode));
        return new Inspection
        {
            Reading = reading,
            Mode = mode,
            Versions = versions,
            Backend = backend,
            IptablesVersion = version,
            Features = InspectedFeatures.Of(reading, mode),
            Others = OtherPrograms.Find(reading),
            Oddities = [.. oddities.OrderByDescending(oddity => oddity.Level)],
        };
    }

    /// <summary>The mode, the versions and the program in one line.</summary>
    public string Headline => InspectionText.Headline(this);

    /// <summary>How many Services, endpoints, rules and chains there are, in words.</summary>
    public string Counts => InspectionText.Counts(Reading);

    /// <summary>A summary in lines of text.</summary>
    public override string ToString() => InspectionText.Summary(this);

    private static InspectedMode ModeOf(RulesetReading reading)
    {
        bool ipvs = false, iptables = false;
        foreach (Table table in reading.Ruleset.Tables)
        {
            foreach (Chain chain in table.Chains)
            {
                ChainRole role = ChainRoles.Of(chain);
                ipvs |= role == ChainRole.Ipvs;
                iptables |= role is ChainRole.Service or ChainRole.Endpoint or ChainRole.ExternalServices or ChainRole.External;
                iptables |= role == ChainRole.NodePorts;
            }
        }

        return (iptables, ipvs) switch
        {
            (true, true) => InspectedMode.Mixed,
            (true, _) => InspectedMode.Iptables,
            (_, true) => InspectedMode.Ipvs,
            _ => InspectedMode.None,
        };
    }
}
