using System.Text.Json.Serialization;
using Learn.Cli.Exercises.Desk;

namespace Learn.Cli.Labs;

/// <summary>The lab that <c>learn up</c> was asked for, as it travels to the process that keeps it.</summary>
/// <param name="Files">The manifests.</param>
/// <param name="Name">The name; null for that of the manifest, or one of its own.</param>
/// <param name="Nodes">The number of nodes; null for what the manifest says, or one.</param>
/// <param name="DualStack">Whether it has IPv4 and IPv6.</param>
internal sealed record LabPlan(IReadOnlyList<ManifestFile> Files, string? Name, int? Nodes, bool DualStack)
{
    /// <summary>The exercise that the lab is for, which says how it is built; null for none.</summary>
    public ExercisePlan? Exercise { get; init; }

    /// <summary>Reads the manifests and starts the lab.</summary>
    /// <exception cref="Cluster.ManifestException">With all mistakes of all manifests; nothing was started.</exception>
    /// <exception cref="LabException">The options contradict the manifest; nothing was started.</exception>
    public async Task<KeptLab> StartAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (Exercise is not null)
        {
            var (exerciseLab, desk) = await ExerciseDesk.StartAsync(Exercise, Name, progress, cancellationToken);
            return new KeptLab(exerciseLab, desk);
        }

        var manifest = LabManifest.ReadAll(Files);
        if (manifest.DescribesLab && (Nodes is not null || DualStack))
        {
            throw new LabException("A document of kind Lab says which nodes and address families the lab has: leave out --nodes and --dual-stack, or that document.");
        }

        var options = manifest.Options ?? new LabOptions();
        return new KeptLab(await Lab.StartAsync(
            manifest.WithOptions(options with
            {
                Name = Name ?? options.Name,
                Nodes = Nodes is { } count ? LabOptions.NumberedNodes(count) : options.Nodes,
                Addresses = DualStack ? AddressPlan.DualStack : options.Addresses,
                Progress = progress,
            }),
            cancellationToken));
    }
}

/// <summary>Serializers made at compile time: they cost no start-up.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LabPlan))]
[JsonSerializable(typeof(LabReady))]
internal sealed partial class LabPlanJson : JsonSerializerContext;
