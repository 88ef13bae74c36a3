using System.Globalization;
using System.Text;

namespace Learn.Proxy;

/// <content>Services, fields and the overview.</content>
public static partial class ExplanationText
{
    /// <summary>A Service: what it is as far as the rules tell, its rules in the shared chains, and its own chains.</summary>
    /// <param name="service">The Service.</param>
    public static string Write(ServiceExplanation service)
    {
        ArgumentNullException.ThrowIfNull(service);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"service/{service.Service}: {service.RuleCount} rules\n");
        foreach (ServiceReading port in service.Ports)
        {
            text.Append('\n');
            Write(text, port);
        }

        if (!service.Shared.IsEmpty)
        {
            text.Append("\nIn the chains that all Services share:\n");
            foreach (RuleExplanation rule in service.Shared)
            {
                Wrap(text, $"{rule.Table} {rule.Chain} {rule.Number}: {rule.Sentence}", "  ", "    ");
            }
        }

        foreach (ChainExplanation chain in service.Chains)
        {
            text.Append('\n');
            Write(text, chain);
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The rules of a field.</summary>
    /// <param name="field">The field.</param>
    public static string Write(FieldRules field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var text = new StringBuilder();
        string name = field.Path.Length == 0 ? field.Object : $"{field.Path} of {field.Object}";
        text.Append(CultureInfo.InvariantCulture, $"{name} has made {field.Rules.Length} rule{(field.Rules.Length == 1 ? "" : "s")}.\n");
        (string Table, string Chain) last = default;
        foreach (RuleExplanation rule in field.Rules)
        {
            if (last != (rule.Table, rule.Chain))
            {
                last = (rule.Table, rule.Chain);
                text.Append(CultureInfo.InvariantCulture, $"\n{rule.Table} {rule.Chain}\n");
            }

            Wrap(text, rule.Sentence, string.Create(CultureInfo.InvariantCulture, $"  {rule.Number,3}  "), "       ");
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The overview.</summary>
    /// <param name="overview">The overview.</param>
    public static string Write(RulesetOverview overview)
    {
        ArgumentNullException.ThrowIfNull(overview);
        const int Most = 100;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{overview.RuleCount:N0} rules, {overview.Services.Length:N0} service ports.\n");
        foreach (ServiceReading service in overview.Services.Take(Most))
        {
            text.Append('\n');
            Write(text, service);
        }

        if (overview.Services.Length > Most)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n({overview.Services.Length - Most:N0} more service ports)\n");
        }

        text.Append("\nChains of no Service:\n");
        foreach (ChainReading chain in overview.Chains.Take(Most))
        {
            Wrap(text, $"{chain.Table} {chain.Chain}: {ChainText.Title(chain, null)}", "  ", "    ");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Write(StringBuilder text, ServiceReading port)
    {
        text.Append(port).Append('\n');
        string colon = port.Port is { } number ? string.Create(CultureInfo.InvariantCulture, $" port {number}") : "";
        Line(text, "cluster IP", port.ClusterIP is null ? null : port.ClusterIP + colon);
        Line(text, "external", Join(port.ExternalIPs));
        Line(text, "balancer", Join(port.LoadBalancerIPs));
        Line(text, "sources", Join(port.SourceRanges));
        Line(text, "node port", port.NodePort?.ToString(CultureInfo.InvariantCulture));
        Line(text, "health", port.HealthCheckNodePort?.ToString(CultureInfo.InvariantCulture));
        Line(text, "affinity", port.Affinity is { } affinity ? string.Create(CultureInfo.InvariantCulture, $"{affinity.TotalSeconds:0} s") : null);
        Line(text, "policy", (port.IsInternalPolicyLocal, port.IsExternalPolicyLocal) switch
        {
            (true, true) => "internal and external traffic to this node's endpoints only",
            (true, false) => "internal traffic to this node's endpoints only",
            (false, true) => "external traffic to this node's endpoints only",
            _ => null,
        });
        Line(text, "endpoints", port.IsRefused ? "none: refused" : port.Endpoints.IsEmpty ? port.IsDroppedWithoutLocal ? "none on this node: dropped" : null : Endpoints(port));
    }

    private static string? Join<T>(IReadOnlyCollection<T> items) => items.Count == 0 ? null : string.Join(", ", items);

    private static string Endpoints(ServiceReading port)
    {
        const int Few = 4;
        string first = string.Join(", ", port.Endpoints.Take(Few).Select(endpoint => endpoint.Address));
        return port.Endpoints.Length <= Few ? first : string.Create(CultureInfo.InvariantCulture, $"{first} and {port.Endpoints.Length - Few:N0} more");
    }
}
