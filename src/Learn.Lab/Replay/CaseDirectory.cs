using System.Collections.Immutable;
using System.Globalization;
using k8s.Models;
using Learn.Cluster;
using Learn.Proxy;

namespace Learn;

/// <summary>A case directory of the golden format, read.</summary>
public sealed class CaseDirectory
{
    private CaseDirectory(string folder, CaseDescription description, ImmutableArray<ImmutableArray<CaseAction>> steps)
    {
        Folder = folder;
        Description = description;
        Steps = steps;
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>The name of the case: that of its folder.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>What <c>case.yaml</c> says.</summary>
    public CaseDescription Description { get; }

    /// <summary>The steps; the first one is <c>input.yaml</c>.</summary>
    public ImmutableArray<ImmutableArray<CaseAction>> Steps { get; }

    /// <summary>The node for which kube-proxy runs, as it is at the beginning; null if the case has no such object.</summary>
    public V1Node? Node => Steps[0].OfType<CaseAction.SetObject>().Select(set => set.Resource).OfType<V1Node>()
        .FirstOrDefault(node => node.Metadata.Name == Description.Node);

    /// <summary>The names of the captured files, sorted; empty if nothing was captured.</summary>
    public IReadOnlyList<string> Captures =>
        [.. Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Where(CaseComparison.IsCapture).Order(StringComparer.Ordinal)];

    /// <summary>Reads a case directory.</summary>
    /// <exception cref="FileNotFoundException">A file that a case has is not there.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="ManifestException">A file is not what it should be.</exception>
    /// <exception cref="ProxyConfigurationException">The configuration of kube-proxy cannot be used.</exception>
    /// <exception cref="CaseException">Something that a case needs is missing.</exception>
    public static async Task<CaseDirectory> ReadAsync(string folder, CancellationToken cancellationToken = default)
    {
        string path = Path.Combine(folder, "case.yaml");
        var description = CaseDescription.Read(await File.ReadAllTextAsync(path, cancellationToken), path);
        var steps = ImmutableArray.CreateBuilder<ImmutableArray<CaseAction>>();
        path = Path.Combine(folder, "input.yaml");
        do
        {
            steps.Add(CaseStepReader.Read(await File.ReadAllTextAsync(path, cancellationToken), path));
            path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"step-{steps.Count + 1}.yaml"));
        }
        while (File.Exists(path));

        return new CaseDirectory(folder, description, steps.ToImmutable());
    }

    /// <summary>The text of a captured file.</summary>
    /// <param name="name">Its name, one of <see cref="Captures"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<string> ReadCaptureAsync(string name, CancellationToken cancellationToken = default)
        => File.ReadAllTextAsync(Path.Combine(Folder, name), cancellationToken);
}
