using System.Runtime.CompilerServices;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn;

/// <content>What rules do, in words, and from rules to the fields of objects and back.</content>
public sealed partial class Lab
{
    private static readonly ConditionalWeakTable<SyncPlan, Ruleset> WantedRulesets = [];

    /// <summary>Explains the rules that a node's kube-proxy wants: each knows the field that made it.</summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <exception cref="LabException">There is no such node, or its kube-proxy has not synced yet.</exception>
    public RulesetExplanation Explain(string? node = null, IpFamily? family = null)
    {
        Ruleset wanted = WantedRules(node, family ?? PrimaryFamily)
            ?? throw new LabException($"kube-proxy of {control.Nodes.Get(node).Name} has not written any {family ?? PrimaryFamily} rules yet.");
        return RulesetExplanation.Of(wanted, ExplanationSourcesOf(wanted));
    }

    /// <summary>
    /// Explains the rules that are in the kernel of a node, of whomever they are. Those that kube-proxy wants know the field that made
    /// them, too.
    /// </summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public async Task<RulesetExplanation> ExplainAsync(string? node = null, IpFamily? family = null, CancellationToken cancellationToken = default)
    {
        Ruleset found = await GetRulesAsync(node, family, cancellationToken);
        return RulesetExplanation.Of(found, ExplanationSourcesOf(WantedRules(node, family ?? PrimaryFamily)));
    }

    /// <summary>The rules of a node that a field of an object has made: <c>lab.RulesOf("my-service", "spec.ports[0].nodePort")</c>.</summary>
    /// <param name="subject">The object: a Service by its name, or <c>endpointslice/NAME</c>, <c>KubeProxyConfiguration</c>.</param>
    /// <param name="field">The path of the field; a path above it takes all fields below; empty for the whole object.</param>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    /// <exception cref="ArgumentException">There is no such Service, or no rule is made by such a field.</exception>
    public FieldRules RulesOf(string subject, string field = "", string? node = null, IpFamily? family = null) => Explain(node, family).RulesOf(subject, field);

    /// <summary>A Service as YAML, each of whose lines knows the rules that its field has made on a node.</summary>
    /// <param name="service">The name of the Service.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <exception cref="LabException">There is no such node or Service.</exception>
    public ManifestView ManifestOf(string service, string ns = "default", string? node = null, IpFamily? family = null) =>
        ManifestView.Of(
            ObjectText.ToYaml(Get<V1Service>(service, ns) ?? throw new LabException($"There is no Service {ns}/{service}.")), Explain(node, family));

    /// <summary>
    /// The rules that a node's kube-proxy wanted with its last sync, whether or not they are still in the kernel; each knows what made it. Null
    /// before its first sync.
    /// </summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public Ruleset? WantedRules(string? node = null, IpFamily? family = null)
    {
        IpFamily wanted = family ?? PrimaryFamily;
        return Syncs(node).LastOrDefault(sync => sync.Plan.Family == wanted)?.Plan is { } plan ? WantedRulesets.GetValue(plan, static each => each.Desired()) : null;
    }

    private ExplanationSources ExplanationSourcesOf(Ruleset? wanted)
    {
        var pods = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (V1Pod pod in List<V1Pod>().Where(pod => pod.Spec.HostNetwork != true))
        {
            foreach (V1PodIP address in pod.Status?.PodIPs ?? [])
            {
                pods[address.Ip] = pod.Name();
            }
        }

        return new()
        {
            PodsByAddress = pods,
            Desired = wanted,
            Services = [.. List<V1Service>()],
            EndpointSlices = [.. List<V1EndpointSlice>()],
        };
    }
}
