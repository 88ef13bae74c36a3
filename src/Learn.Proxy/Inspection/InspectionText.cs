using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Learn.Proxy;

/// <summary>An inspection as text for a terminal.</summary>
internal static class InspectionText
{
    private const int Width = 96;

    internal static string Of(DumpInspection inspection, int mostServices)
    {
        var text = new StringBuilder();
        foreach (Inspection part in inspection.Parts)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(Summary(part));
            Services(text, part.Reading.Services, mostServices);
        }

        if (inspection.Oddities.Length > 0)
        {
            text.Append('\n');
            Oddities(text, inspection.Oddities);
        }

        if (inspection.Dump.IgnoredLines > 0)
        {
            string first = inspection.Dump.FirstIgnored!;
            text.Append(CultureInfo.InvariantCulture, $"\n{Words.Count(inspection.Dump.IgnoredLines, "line")} that {(inspection.Dump.IgnoredLines == 1 ? "is" : "are")} no rule left out")
                .Append(CultureInfo.InvariantCulture, $", first \"{(first.Length > 60 ? first[..60] + "…" : first)}\"\n");
        }

        return text.ToString();
    }

    internal static string Summary(Inspection inspection)
    {
        var text = new StringBuilder();
        Line(text, Headline(inspection));
        Line(text, Counts(inspection.Reading));
        if (inspection.Versions is { Evidence.IsEmpty: false } versions)
        {
            Line(text, "Recognised by: " + string.Join("; ", versions.Evidence.Select(evidence => evidence.What)));
        }

        if (!inspection.Features.IsEmpty)
        {
            Line(text, "Uses: " + string.Join("; ", inspection.Features));
        }

        if (!inspection.Others.IsEmpty)
        {
            Line(text, "Other programs: " + string.Join(", ", inspection.Others));
        }

        if (!inspection.Oddities.IsEmpty)
        {
            text.Append('\n');
            Oddities(text, inspection.Oddities);
        }

        return text.ToString();
    }

    /// <summary>One service port with everything that is known, and its endpoints.</summary>
    internal static string Service(ServiceReading service)
    {
        var text = new StringBuilder();
        Line(text, $"{service.Name}: {ServiceWords.Addresses(service)}");
        string[] facts = [.. ServiceWords.Facts(service)];
        if (facts.Length > 0)
        {
            Line(text, "  " + string.Join("; ", facts));
        }

        if (!service.Endpoints.IsEmpty)
        {
            TextColumns.Write(text, ["ENDPOINT", "SHARE", "LOCAL SHARE", "CHAIN"],
                [.. service.Endpoints.Select(endpoint => new[] { endpoint.Address, Percent(endpoint.Share), Percent(endpoint.LocalShare), endpoint.Chain })]);
        }

        Line(text, "  Chains: " + string.Join(", ", service.Chains.Where(chain => ChainRoles.Of(chain.Chain) != ChainRole.Endpoint).Select(chain => chain.Chain)));
        return text.ToString();
    }

    private static string Percent(double? share) => share?.ToString("P1", CultureInfo.InvariantCulture) ?? "";

    private static void Services(StringBuilder text, ImmutableArray<ServiceReading> services, int most)
    {
        if (services.IsEmpty)
        {
            return;
        }

        text.Append("\nServices\n");
        TextColumns.Write(text, ["NAME", "CLUSTER IP", "OUTSIDE", "ENDPOINTS", "NOTES"], [.. services.Take(most).Select(Row)]);
        if (services.Length > most)
        {
            text.Append(CultureInfo.InvariantCulture, $"  … {services.Length - most:N0} more; --all\n");
        }
    }

    private static string[] Row(ServiceReading service) =>
    [
        service.Name,
        service.ClusterIP is { } address ? $"{ServiceWords.WithPort(address, service.Port)}/{service.Protocol}" : "",
        string.Join(" ", service.ExternalIPs.Concat(service.LoadBalancerIPs).Take(2).Select(outside => outside.ToString())
            .Concat(service.ExternalIPs.Length + service.LoadBalancerIPs.Length > 2 ? ["…"] : [])
            .Concat(service.NodePort is { } port ? [string.Create(CultureInfo.InvariantCulture, $":{port}")] : [])),
        service.Endpoints.Length.ToString("N0", CultureInfo.InvariantCulture),
        string.Join(", ", ServiceWords.Facts(service)),
    ];

    private static void Oddities(StringBuilder text, ImmutableArray<Oddity> oddities)
    {
        foreach (Oddity oddity in oddities)
        {
            Line(text, $"{oddity.Level}: {oddity.What}");
            Line(text, "  " + oddity.Meaning);
            Line(text, "  " + oddity.LookAt);
        }
    }

    private static string Mode(Inspection inspection) => inspection.Mode switch
    {
        InspectedMode.Iptables => $"kube-proxy in iptables mode, {Version(inspection)}",
        InspectedMode.Ipvs => "kube-proxy in IPVS mode",
        InspectedMode.Mixed => $"kube-proxy in iptables mode, {Version(inspection)}, and chains of its IPVS mode",
        _ => "no rules of kube-proxy for Services",
    };

    private static string Version(Inspection inspection) => inspection.Versions!.IsContradiction
        ? inspection.Versions.ToString()
        : $"Kubernetes {inspection.Versions}";

    private static string Program(Inspection inspection) => inspection.IptablesVersion is { } version
        ? $"; iptables {version}{(inspection.Backend == DumpBackend.Nft ? " (nf_tables)" : inspection.Backend == DumpBackend.Legacy ? " (legacy)" : "")}"
        : "";

    internal static string Headline(Inspection inspection) => $"{inspection.Reading.Ruleset.Family}: {Mode(inspection)}{Program(inspection)}";

    internal static string Counts(RulesetReading reading) =>
        $"{Words.Count(reading.Services.Length, "service port")}, "
        + $"{Words.Count(reading.Services.Sum(service => service.Endpoints.Length), "endpoint")}; "
        + $"{Words.Count(reading.Ruleset.RuleCount, "rule")} in {Words.Count(reading.Ruleset.Tables.Sum(table => table.Chains.Length), "chain")}";

    /// <summary>A line, broken between words where it is too long for a terminal.</summary>
    private static void Line(StringBuilder text, string line)
    {
        string words = line.TrimStart();
        string indentation = new(' ', line.Length - words.Length);
        LineWrapping.Append(text, words, indentation, indentation + "  ", Width);
    }
}
