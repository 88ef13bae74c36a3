using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <content>From objects and their fields to rules.</content>
public sealed partial class RulesetExplanation
{
    private static readonly string[] s_wholeService = ["", "metadata", "metadata.name", "metadata.namespace"];

    /// <summary>Everything that the rules do for a Service.</summary>
    /// <param name="service">Its name, with or without its namespace (<c>default</c>) and <c>service/</c>.</param>
    /// <exception cref="ArgumentException">The rules know no such Service; the message names the nearest.</exception>
    public ServiceExplanation ExplainService(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        ImmutableArray<ServiceReading> ports = FindService(service);
        HashSet<ServiceReading> wanted = new(ports, ReferenceEqualityComparer.Instance);
        var shared = ImmutableArray.CreateBuilder<RuleExplanation>();
        foreach ((string table, Chain chain) in SharedChains())
        {
            for (int number = 1; number <= chain.Rules.Length; number++)
            {
                if (Reading.Find(table, chain.Name, number).Service is { } found && wanted.Contains(found))
                {
                    shared.Add(ExplainRule(table, chain, number, true));
                }
            }
        }

        ImmutableArray<ChainExplanation> own =
        [
            .. ports.SelectMany(port => port.Chains)
                .Where(each => Reading.Ruleset.Find(each.Table, each.Chain) is not null)
                .Select(each => Explain(each.Table, each.Chain))
                .OrderBy(chain => Place(chain.Reading.Role)),
        ];
        return new(ports[0].Service, ports, shared.ToImmutable(), own);
    }

    /// <summary>The rules that a field of an object has made.</summary>
    /// <param name="subject">
    /// The object: <c>service/default/my-service</c>, <c>my-service</c>, <c>endpointslice/default/my-service-x</c>, <c>node</c> or
    /// <c>KubeProxyConfiguration</c>.
    /// </param>
    /// <param name="field">The path of the field: <c>spec.ports[0].nodePort</c>; a path above it takes all fields below; empty for all.</param>
    /// <exception cref="ArgumentException">There is no such Service, or no rule of it is made by such a field; the message names the fields that made some.</exception>
    public FieldRules RulesOf(string subject, string field)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(field);
        int slash = subject.IndexOf('/', StringComparison.Ordinal);
        string kind = slash < 0 ? subject : subject[..slash];
        (string wantedKind, string name) = kind.ToLowerInvariant() switch
        {
            "endpointslice" or "endpointslices" when slash > 0 => ("EndpointSlice", WithNamespace(subject[(slash + 1)..])),
            "node" or "nodes" => ("Node", ""),
            "kubeproxyconfiguration" or "configuration" => ("KubeProxyConfiguration", ""),
            _ => ("Service", FindService(subject)[0].Service),
        };
        bool whole = wantedKind == "Service" && s_wholeService.Contains(field);
        var rules = ImmutableArray.CreateBuilder<RuleExplanation>();
        var known = new SortedSet<string>(StringComparer.Ordinal);
        foreach (RuleExplanation rule in Candidates(wantedKind, name))
        {
            foreach (FieldReference made in rule.Fields)
            {
                if (made.Kind == wantedKind && (name.Length == 0 || made.Name == name))
                {
                    known.Add(made.Path);
                    if (whole || made.IsWithin(field))
                    {
                        rules.Add(rule);
                        break;
                    }
                }
            }
        }

        string shown = new FieldReference(wantedKind, name, field).Object;
        return rules.Count > 0
            ? new(shown, field, rules.ToImmutable())
            : throw new ArgumentException($"No rule is made by the field \"{field}\" of {shown}. {RuleNames.Meant(field, known)}");
    }

    /// <summary>The service ports of a Service that the rules know.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    private ImmutableArray<ServiceReading> FindService(string name)
    {
        string bare = name;
        foreach (string prefix in (ReadOnlySpan<string>)["service/", "services/", "svc/"])
        {
            bare = bare.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? bare[prefix.Length..] : bare;
        }

        ImmutableArray<ServiceReading> found = Reading.FindServices(bare);
        string[] names = found.IsEmpty ? [.. Reading.Services.Select(service => service.Service).Distinct()] : [];
        return found.IsEmpty
            ? throw new ArgumentException($"These rules know no Service {WithNamespace(bare)}. {RuleNames.Meant(WithNamespace(bare), names)}")
            : found;
    }

    private IEnumerable<RuleExplanation> Candidates(string kind, string name)
    {
        if (kind == "Service")
        {
            ServiceExplanation service = ExplainService(name);
            return service.Shared.Concat(service.Chains.SelectMany(chain => chain.Rules));
        }

        return Rules();
    }

    private IEnumerable<(string Table, Chain Chain)> SharedChains()
    {
        foreach (Table table in Reading.Ruleset.Tables)
        {
            foreach (Chain chain in table.Chains)
            {
                if (Reading.FindChain(table.Name, chain.Name) is { Service: null, Role: not (ChainRole.BuiltIn or ChainRole.Other) } && IsRead(table.Name, chain))
                {
                    yield return (table.Name, chain);
                }
            }
        }
    }

    private static string WithNamespace(string name) => name.Contains('/', StringComparison.Ordinal) ? name : "default/" + name;

    private static int Place(ChainRole role) => role switch
    {
        ChainRole.Firewall => 0,
        ChainRole.External or ChainRole.OldExternalLocal => 1,
        ChainRole.Service => 2,
        ChainRole.LocalService => 3,
        _ => 4,
    };
}
