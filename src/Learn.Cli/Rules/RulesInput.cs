using System.Collections.Immutable;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Cli.Rules;

/// <summary>What <c>learn rules</c> was given: a node, a configuration, and steps.</summary>
/// <param name="Description">The node, its configuration and interfaces.</param>
/// <param name="Steps">The objects at the beginning, and the changes.</param>
internal sealed record RulesInput(CaseDescription Description, ImmutableArray<ImmutableArray<CaseAction>> Steps)
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The node's object as it is at the beginning; null if there is none.</summary>
    public V1Node? Node => Nodes(Steps).FirstOrDefault(node => node.Metadata.Name == Description.Node);

    /// <summary>Reads manifests, one per step.</summary>
    /// <param name="files">Their names; <c>-</c> is standard input.</param>
    /// <param name="nodeName">The node that is asked for; null for the first one.</param>
    /// <param name="family">The family that is asked for.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CaseException">There is no such node.</exception>
    public static async Task<RulesInput> FromFilesAsync(
        IReadOnlyList<string> files, string? nodeName, IpFamily family, TextReader input, CancellationToken cancellationToken)
    {
        var manifests = new List<Manifest>();
        foreach (string file in files)
        {
            string text = file == "-" ? await input.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
            manifests.Add(CaseStepReader.ReadManifest(text, file == "-" ? "standard input" : file));
        }

        var steps = ManifestSteps.Read(manifests, new CaseClock(Beginning));
        var configuration = steps[0].OfType<CaseAction.Reconfigure>().LastOrDefault()?.Configuration
            ?? ProxyConfiguration.Default with { Conntrack = ConntrackConfiguration.LeaveAlone };
        var description = new CaseDescription { Node = ChooseNode(steps, nodeName), Families = [family], Configuration = configuration };
        return new RulesInput(description, steps);
    }

    /// <summary>Reads a case directory.</summary>
    /// <param name="folder">The directory.</param>
    /// <param name="nodeName">Another node than that of the case; null for that of the case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RulesInput> FromCaseAsync(string folder, string? nodeName, CancellationToken cancellationToken)
    {
        var directory = await CaseDirectory.ReadAsync(folder, cancellationToken);
        var description = nodeName is null ? directory.Description : directory.Description with { Node = ChooseNode(directory.Steps, nodeName) };
        return new RulesInput(description, directory.Steps);
    }

    private static IEnumerable<V1Node> Nodes(ImmutableArray<ImmutableArray<CaseAction>> steps)
        => steps[0].OfType<CaseAction.SetObject>().Select(set => set.Resource).OfType<V1Node>();

    private static string ChooseNode(ImmutableArray<ImmutableArray<CaseAction>> steps, string? asked)
    {
        var names = Nodes(steps).Select(node => node.Metadata.Name).Distinct().ToList();
        return asked switch
        {
            null => names.FirstOrDefault()
                ?? throw new CaseException("There is no Node in the first file. Add one, or say with --node for which node the rules are to be shown."),
            _ when names.Count > 0 && !names.Contains(asked) => throw new CaseException($"There is no Node {asked}. Nodes: {string.Join(", ", names)}."),
            _ => asked,
        };
    }
}
