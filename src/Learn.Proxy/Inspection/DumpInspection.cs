using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What a whole dump tells: its rules of both families, and what is odd about them together.</summary>
/// <param name="Dump">The dump.</param>
/// <param name="Parts">Each save of it, inspected, in the order of the text.</param>
/// <param name="Oddities">What is odd about the dump as a whole.</param>
public sealed record DumpInspection(Dump Dump, ImmutableArray<Inspection> Parts, ImmutableArray<Oddity> Oddities)
{
    /// <summary>The service ports of all saves.</summary>
    public IEnumerable<ServiceReading> Services => Parts.SelectMany(part => part.Reading.Services);

    /// <summary>Inspects a dump.</summary>
    /// <param name="text">The text: one or several saves, with anything around them.</param>
    public static DumpInspection Of(string text)
    {
        var dump = Dump.Read(text);
        ImmutableArray<Inspection> parts = [.. dump.Rulesets.Select(ruleset => Inspection.Of(RulesetReading.Of(ruleset)))];
        return new(dump, parts, [.. Check(dump, parts)]);
    }

    /// <summary>Everything in lines of text.</summary>
    /// <param name="mostServices">How many Services are listed; the number of further ones is said.</param>
    public string ToText(int mostServices = 20) => InspectionText.Of(this, mostServices);

    /// <summary>One Service in lines of text: its addresses, endpoints and chains.</summary>
    /// <param name="service">Its name as in <see cref="RulesetReading.FindServices"/>.</param>
    public string ToText(string service) => string.Concat(
        Parts.SelectMany(part => part.Reading.FindServices(service)).Select(InspectionText.Service));

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private static IEnumerable<Oddity> Check(Dump dump, ImmutableArray<Inspection> parts)
    {
        if (dump.HasNftablesProxy)
        {
            yield return new(
                OddityLevel.Note, "There is a table kube-proxy of nftables.",
                "kube-proxy is in its nftables mode: Services are there, and what iptables shows is of others or left over.",
                "Only rules of iptables are read here.");
        }

        if (parts.Any(part => part.Backend == DumpBackend.Nft) && parts.Any(part => part.Backend == DumpBackend.Legacy && part.Reading.Ruleset.RuleCount > 0))
        {
            yield return new(
                OddityLevel.Warning, "The dump has rules of iptables-legacy and of iptables-nft.",
                "A packet goes through both sets, and each program sees its own only.",
                "See which of them kube-proxy, the kubelet and the network plugin use; all of a node should use the same.");
        }

        foreach (IpFamily family in Enum.GetValues<IpFamily>())
        {
            if (parts.Count(part => part.Reading.Ruleset.Family == family && part.Mode is InspectedMode.Iptables) > 1)
            {
                yield return new(
                    OddityLevel.Note, $"The text has several saves of {family} with kube-proxy's rules.",
                    "They are shown one after the other.", "To compare two of them, give each as a file to `learn rules diff`.");
            }
        }
    }
}
