using System.Collections.Immutable;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn;

/// <summary>The graph of the chains of a node, with the names of its Services.</summary>
public static class ServiceGraph
{
    private const int NamedServices = 10;

    /// <summary>Makes the graph.</summary>
    /// <param name="ruleset">The rules.</param>
    /// <param name="options">What is shown; null for everything.</param>
    /// <exception cref="LabException">The rules have no such Service or chain.</exception>
    public static ChainGraph Of(Ruleset ruleset, GraphOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        options ??= new GraphOptions();
        var explanation = RulesetExplanation.Of(ruleset);
        var reading = explanation.Reading;
        var graph = new ChainGraphOptions
        {
            Tables = options.Table is null ? [] : [options.Table],
            MaximumGroups = options.Services,
            Packets = options.Counters ? null : (_, _, _) => null,
        };
        if (options.About is not { } about)
        {
            return ChainGraph.Of(ruleset, graph with { Vocabulary = new ServiceVocabulary(explanation) });
        }

        if (ruleset.Tables.Any(table => table.Find(about) is not null))
        {
            return ChainGraph.Of(ruleset, graph with { Vocabulary = new ServiceVocabulary(explanation), Chain = about });
        }

        var services = reading.FindServices(about);
        if (services.IsEmpty)
        {
            throw new LabException(NotFound(about, reading.Services));
        }

        // A port of a Service was asked for if its other ports were not.
        var isPort = reading.Services.Any(service => service.Service == services[0].Service && !services.Contains(service));
        var vocabulary = new ServiceVocabulary(explanation, isPort);
        return ChainGraph.Of(ruleset, graph with { Vocabulary = vocabulary, Groups = [.. services.Select(vocabulary.GroupOf).Distinct()] });
    }

    private static string NotFound(string about, ImmutableArray<ServiceReading> services)
    {
        var names = services.Select(service => service.Service).Distinct().Take(NamedServices + 1).ToList();
        var there = names.Count == 0 ? "They have no Service at all."
            : $"They have: {string.Join(", ", names.Take(NamedServices))}{(names.Count > NamedServices ? ", …" : "")}.";
        return $"The rules have no Service and no chain \"{about}\". {there}";
    }
}
