using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl apply</c>.</summary>
internal sealed class ApplyCommand : KubectlCommand
{
    public override string Name => "apply";

    public override string Summary => "Creates or updates what manifests describe, and waits until it is in effect.";

    public override string Usage => "-f (FILE|FOLDER|-) [-n NAMESPACE] [--dry-run]";

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Files,
        KubectlFlags.Recursive,
        KubectlFlags.DryRun,
        KubectlFlags.Output,
        KubectlFlags.Template,
        KubectlFlags.Switch("server-side", "Accepted; fields are merged as by client-side apply."),
        KubectlFlags.Switch("force-conflicts", "Accepted; the lab's cluster knows no field managers."),
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var manifest = await ReadAsync(call, cancellationToken);
        ManifestInput.CheckNamespace(call, manifest);
        if (manifest.Objects.Documents.Count == 0)
        {
            throw KubectlErrors.Mistake("no objects passed to apply");
        }

        if (manifest.Objects.OtherDocuments.Count > 0)
        {
            if (call.IsDryRun || call.Flags["namespace"] is not null)
            {
                throw KubectlErrors.Mistake("a manifest with a Lab or a KubeProxyConfiguration can only be applied as a whole, without --dry-run and --namespace");
            }

            return Told(call, await call.Lab.ApplyAsync(manifest, cancellationToken));
        }

        var result = call.Cluster.Apply(manifest.Objects, new ApplyOptions { Namespace = call.Namespace, DryRun = call.IsDryRun });
        var said = Told(call, result);
        return call.IsDryRun ? said : await call.SettledAsync(said, cancellationToken);
    }

    /// <summary>The manifests of a call that must have some.</summary>
    public static Task<LabManifest> ReadAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        if (call.Flags.Has("filename"))
        {
            return call.Arguments.Count == 0
                ? ManifestInput.ReadAsync(call, cancellationToken)
                : throw KubectlErrors.Misused(call.Command, $"Unexpected args: [{string.Join(' ', call.Arguments)}]");
        }

        throw KubectlErrors.Misused(call.Command, "must specify one of -f and -k\nWrite the manifest below the line #!kubectl " + call.Command.Name + " -f -");
    }

    private static KubectlOutput Told(KubectlCall call, ApplyResult result)
    {
        var groups = result.Objects
            .Select(applied => new ObjectGroup(applied.Kind, call.Cluster.Get(applied.Kind, applied.Name.Namespace, applied.Name.Name) is { } one ? [one] : []))
            .ToList();
        var value = groups.Sum(group => group.Objects.Count) == 1 ? groups.SelectMany(group => group.Objects).First() : ObjectValues.ListOf(groups);
        if (ObjectPrinter.Of(call) is { } printer && !result.IsDryRun)
        {
            return new KubectlOutput(printer.Print(groups, groups.Count == 1), value);
        }

        var note = call.DryRunNote;
        return new KubectlOutput(string.Concat(result.Objects.Select(applied => $"{applied}{note}\n")), value);
    }
}
