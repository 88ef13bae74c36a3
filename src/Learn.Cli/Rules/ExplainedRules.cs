using System.Collections.Immutable;
using k8s.Models;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Cli.Rules;

/// <summary>Rules to explain that come from files: a dump of any node, or what kube-proxy makes of manifests.</summary>
internal static class ExplainedRules
{
    /// <summary>Reads a dump.</summary>
    /// <param name="path">Its file; <c>-</c> is standard input.</param>
    /// <param name="asked">The family; null to see it from the text.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">It holds no rules; the message says what was expected.</exception>
    public static async Task<RulesetExplanation> FromDumpAsync(string path, IpFamily? asked, TextReader input, CancellationToken cancellationToken)
    {
        string text = path == "-" ? await input.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(path, cancellationToken);
        return RulesetExplanation.Of(Parse(text, path == "-" ? "standard input" : path, asked));
    }

    /// <summary>Parses a dump.</summary>
    /// <exception cref="InvalidDataException">It holds no rules.</exception>
    public static Ruleset Parse(string text, string name, IpFamily? asked)
    {
        try
        {
            Ruleset ruleset = RulesetParser.Parse(text, asked ?? DumpFamily.Of(text));
            return ruleset.Tables.IsEmpty
                ? throw new InvalidDataException($"{name} has no table: a line such as *nat, as iptables-save prints it, was expected.")
                : ruleset;
        }
        catch (RulesetParseException error)
        {
            throw new InvalidDataException($"{name} is no output of iptables-save: {error.Message}", error);
        }
    }

    /// <summary>Makes the rules of manifests.</summary>
    /// <param name="files">The manifests, one step each.</param>
    /// <param name="node">The node; null for the first.</param>
    /// <param name="family">The family.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RulesetExplanation> FromManifestsAsync(
        IReadOnlyList<string> files, string? node, IpFamily family, TextReader input, CancellationToken cancellationToken)
    {
        RulesInput rules = await RulesInput.FromFilesAsync(files, node, family, input, cancellationToken);
        CaseStepResult? last = null;
        await foreach (CaseStepResult step in CaseLife.RunAsync(rules.Description with { Families = [family] }, rules.Steps, new SimulatedNode(rules.Description.LocalAddresses(rules.Node)), cancellationToken))
        {
            last = step;
        }

        var objects = rules.Steps.SelectMany(step => step).OfType<CaseAction.SetObject>().Select(set => set.Resource).ToList();
        ImmutableArray<V1EndpointSlice> slices = [.. Latest(objects.OfType<V1EndpointSlice>(), slice => $"{slice.Metadata.NamespaceProperty}/{slice.Metadata.Name}")];
        return RulesetExplanation.Of(
            RulesetParser.Parse(last!.Saves[family], family),
            new ExplanationSources
            {
                Desired = last.Plans.GetValueOrDefault(family)?.Desired(),
                Services = [.. Latest(objects.OfType<V1Service>(), service => $"{service.Metadata.NamespaceProperty}/{service.Metadata.Name}")],
                EndpointSlices = slices,
                PodsByAddress = ExplanationSources.PodNames(slices),
            });
    }

    private static IEnumerable<T> Latest<T>(IEnumerable<T> objects, Func<T, string> name) => objects.GroupBy(name).Select(group => group.Last());
}
