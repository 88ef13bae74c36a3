using System.Text.Json.Nodes;
using Learn.Proxy;

namespace Learn.Cli.Rules;

/// <summary>What a dump tells, for programs.</summary>
internal static class InspectionReport
{
    /// <summary>The inspection as JSON.</summary>
    /// <param name="inspection">The inspection.</param>
    /// <param name="service">Only these service ports are listed; null for all.</param>
    /// <param name="comparison">What the cluster says to it; null if it was not asked.</param>
    public static JsonObject ToJson(DumpInspection inspection, string? service, ClusterComparison? comparison) => new()
    {
        ["saves"] = new JsonArray([.. inspection.Parts.Select(part => (JsonNode)Part(part, service))]),
        ["oddities"] = Oddities(inspection.Oddities),
        ["ignoredLines"] = inspection.Dump.IgnoredLines,
        ["cluster"] = comparison is null ? null : new JsonObject
        {
            ["node"] = comparison.Node,
            ["remarks"] = Strings(comparison.Remarks),
            ["deviations"] = new JsonArray([.. comparison.Deviations.Select(deviation => (JsonNode)new JsonObject
            {
                ["service"] = deviation.Service, ["what"] = deviation.Sentence, ["objects"] = Strings(deviation.Objects),
            })]),
        },
    };

    private static JsonObject Part(Inspection part, string? service) => new()
    {
        ["family"] = part.Reading.Ruleset.Family.ToString(),
        ["mode"] = part.Mode.ToString(),
        ["versions"] = part.Versions is not { } versions ? null : new JsonObject
        {
            ["text"] = versions.ToString(),
            ["from"] = $"1.{versions.From}",
            ["to"] = $"1.{versions.To}",
            ["evidence"] = new JsonArray([.. versions.Evidence.Select(evidence => (JsonNode)new JsonObject
            {
                ["what"] = evidence.What,
                ["from"] = evidence.From is { } from ? $"1.{from}" : null,
                ["to"] = evidence.To is { } to ? $"1.{to}" : null,
                ["source"] = evidence.Source,
            })]),
        },
        ["iptables"] = new JsonObject { ["version"] = part.IptablesVersion, ["backend"] = part.Backend.ToString() },
        ["rules"] = part.Reading.Ruleset.RuleCount,
        ["features"] = Strings(part.Features),
        ["others"] = new JsonArray([.. part.Others.Select(other => (JsonNode)new JsonObject
        {
            ["name"] = other.Name, ["owner"] = other.Owner.ToString(), ["chains"] = other.Chains, ["rules"] = other.Rules,
        })]),
        ["oddities"] = Oddities(part.Oddities),
        ["services"] = new JsonArray([.. (service is null ? part.Reading.Services : part.Reading.FindServices(service)).Select(one => (JsonNode)Service(one))]),
    };

    private static JsonArray Oddities(IEnumerable<Oddity> oddities) => new([.. oddities.Select(oddity => (JsonNode)new JsonObject
    {
        ["level"] = oddity.Level.ToString(), ["what"] = oddity.What, ["meaning"] = oddity.Meaning, ["lookAt"] = oddity.LookAt,
    })]);

    private static JsonObject Service(ServiceReading service) => new()
    {
        ["name"] = service.Name,
        ["protocol"] = service.Protocol.ToString(),
        ["nameConfirmed"] = service.IsNameConfirmed,
        ["clusterIP"] = service.ClusterIP?.ToString(),
        ["port"] = service.Port,
        ["externalIPs"] = Strings(service.ExternalIPs.Select(address => address.ToString())),
        ["loadBalancerIPs"] = Strings(service.LoadBalancerIPs.Select(address => address.ToString())),
        ["nodePort"] = service.NodePort,
        ["healthCheckNodePort"] = service.HealthCheckNodePort,
        ["sourceRanges"] = Strings(service.SourceRanges),
        ["affinitySeconds"] = service.Affinity?.TotalSeconds,
        ["internalTrafficPolicy"] = service.IsRefused ? null : service.IsInternalPolicyLocal ? "Local" : "Cluster",
        ["externalTrafficPolicy"] = service.IsExternalPolicyLocal ? "Local" : null,
        ["refused"] = service.IsRefused,
        ["droppedWithoutLocalEndpoint"] = service.IsDroppedWithoutLocal,
        ["endpoints"] = new JsonArray([.. service.Endpoints.Select(endpoint => (JsonNode)new JsonObject
        {
            ["address"] = endpoint.Address, ["share"] = endpoint.Share, ["localShare"] = endpoint.LocalShare, ["chain"] = endpoint.Chain,
        })]),
        ["chains"] = Strings(service.Chains.Select(chain => $"{chain.Table} {chain.Chain}")),
    };

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
