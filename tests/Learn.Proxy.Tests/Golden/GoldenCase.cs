using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using k8s.Models;

namespace Learn.Proxy.Tests;

/// <summary>One case directory: what was set up, and which files tell what came of it.</summary>
internal sealed class GoldenCase(string folder)
{
    private readonly CaseDescription _description = CaseDescription.Read(File.ReadAllText(Path.Combine(folder, "case.yaml")));

    internal IEnumerable<string> Features => _description.Features;

    internal int StepCount => StepPaths().Count();

    /// <summary>Everything that says what was captured; the input files and the packet-flow table are not among them.</summary>
    internal IEnumerable<string> CapturedFiles => Directory.GetFiles(folder)
        .Select(path => Path.GetFileName(path)!)
        .Where(name => !name.EndsWith(".yaml", StringComparison.Ordinal) && !name.EndsWith(".md", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    internal string ReadFile(string name) => File.ReadAllText(Path.Combine(folder, name));

    /// <summary>How often a step synced, if the case says so.</summary>
    internal int? Syncs(int step) => _description.Syncs.TryGetValue(step, out int count) ? count : null;

    /// <summary>Loopback, and the interfaces of the case or one with the addresses of the node.</summary>
    internal ImmutableArray<IPAddress> LocalAddresses() => _description.LocalAddresses(
        ReadActions(StepPaths().First()).OfType<CaseAction.SetObject>().Select(set => set.Resource).OfType<V1Node>()
            .FirstOrDefault(node => node.Metadata.Name == _description.Node));

    /// <summary>Lives through the case on a simulated node.</summary>
    /// <returns>What it got, under the names of the captured files.</returns>
    internal async Task<IReadOnlyDictionary<string, string>> LiveAsync()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (CaseStepResult step in StepsAsync())
        {
            foreach ((string name, string content) in step.Files())
            {
                files.Add(name, content);
            }
        }

        return files;
    }

    /// <summary>Lives through the case on a simulated node, step by step.</summary>
    internal IAsyncEnumerable<CaseStepResult> StepsAsync()
    {
        ImmutableArray<CaseAction>[] steps = [.. StepPaths().Select(ReadActions)];
        return CaseLife.RunAsync(_description, steps, new SimulatedNode(LocalAddresses()));
    }

    private static ImmutableArray<CaseAction> ReadActions(string path) => CaseStepReader.Read(File.ReadAllText(path), path);

    private IEnumerable<string> StepPaths()
    {
        string path = Path.Combine(folder, "input.yaml");
        for (int step = 2; File.Exists(path); step++)
        {
            yield return path;
            path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"step-{step}.yaml"));
        }
    }
}
