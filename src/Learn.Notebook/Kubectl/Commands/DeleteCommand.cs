using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl delete</c>.</summary>
internal sealed class DeleteCommand : KubectlCommand
{
    public override string Name => "delete";

    public override string Summary => "Deletes objects, and waits until they are gone.";

    public override string Usage => "(-f (FILE|-) | KIND (NAME… | -l LABELS | --all) | KIND/NAME…) [--grace-period=SECONDS] [--wait=false]";

    public override ArgumentSort Arguments => ArgumentSort.Objects;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        .. KubectlFlags.Choice,
        KubectlFlags.Number("grace-period", "Seconds that Pods get to stop, instead of their own; 0 with --force."),
        KubectlFlags.Switch("force", "At once, without waiting for the kubelet."),
        KubectlFlags.Switch("now", "With a grace period of one second."),
        KubectlFlags.Switch("wait", "Waits until they are gone. Default true."),
        KubectlFlags.Switch("ignore-not-found", "What is not there is no error."),
        KubectlFlags.Duration("timeout", "How long to wait; without limit by default."),
        KubectlFlags.Text("cascade", "What becomes of the objects that they own.") with { ValueWhenBare = "background", Values = ["background", "foreground"] },
        KubectlFlags.DryRun,
        KubectlFlags.Output with { Values = ["name"] },
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var grace = GraceOf(call);
        if (call.Flags["cascade"] is "orphan" or "false")
        {
            throw KubectlErrors.Mistake("the lab's cluster cannot orphan objects: what an object owns is deleted with it");
        }

        var missing = new List<string>();
        var doomed = call.Flags.Has("filename") ? await OfManifestsAsync(call, missing, cancellationToken) : OfWords(call, missing);
        string? error = missing.Count == 0 || call.Flags.IsOn("ignore-not-found") ? null : string.Join('\n', missing);
        if (doomed.Count == 0)
        {
            return new KubectlOutput(error is null && missing.Count == 0 ? "No resources found\n" : "", "") { Error = error };
        }

        bool isForced = call.Flags.IsOn("force") && grace == 0;
        if (isForced && !call.IsDryRun)
        {
            call.Warn("Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. "
                + "The resource may continue to run on the cluster indefinitely.");
        }

        var lines = doomed.Select(one => call.Flags["output"] == "name"
            ? $"{one.Kind.DisplayName}/{one.Name.Name}\n"
            : $"{one.Kind.DisplayName} \"{one.Name.Name}\" {(isForced ? "force deleted" : "deleted")}{call.DryRunNote}\n");
        var said = new KubectlOutput(string.Concat(lines)) { Error = error };
        if (call.IsDryRun)
        {
            return said;
        }

        var leaving = Delete(call, doomed, grace);
        if (!call.Flags.IsOn("wait", byDefault: true))
        {
            return said;
        }

        var bound = call.Flags.Duration("timeout") is { } given && given > TimeSpan.Zero ? given : Timeout.InfiniteTimeSpan;
        var isGone = await ObjectWait.UntilAsync(
            call.Lab, () => leaving.TrueForAll(one => call.Cluster.Get(one.Kind, one.Name.Namespace, one.Name.Name)?.Metadata.Uid != one.Uid), bound, cancellationToken);
        return isGone
            ? await call.SettledAsync(said, cancellationToken)
            : said with { Error = $"error: timed out waiting for the condition on {leaving[0].Kind.ResourceName}/{leaving[0].Name.Name}" };
    }

    private static long? GraceOf(KubectlCall call)
    {
        var grace = call.Flags.Number("grace-period");
        if (call.Flags.IsOn("now"))
        {
            return grace is null ? 1 : throw KubectlErrors.Mistake("--now and --grace-period cannot be specified together");
        }

        if (grace == 0 && !call.Flags.IsOn("force"))
        {
            // As kubectl does: without --force, 0 means as soon as the kubelet can.
            return 1;
        }

        return grace is > 0 && call.Flags.IsOn("force")
            ? throw KubectlErrors.Mistake("--force and --grace-period greater than 0 cannot be specified together")
            : call.Flags.IsOn("force") ? 0 : grace is < 0 ? null : grace;
    }

    private static async Task<List<(ResourceKind Kind, NamespacedName Name)>> OfManifestsAsync(KubectlCall call, List<string> missing, CancellationToken cancellationToken)
    {
        var manifest = await ApplyCommand.ReadAsync(call, cancellationToken);
        ManifestInput.CheckNamespace(call, manifest);
        var found = new List<(ResourceKind, NamespacedName)>();
        foreach (var document in manifest.Objects.Documents.Where(document => document.Object is not null))
        {
            var kind = document.ResourceKind!;
            var name = new NamespacedName(kind.IsNamespaced ? document.Namespace is { Length: > 0 } given ? given : call.Namespace : "", document.Name!);
            if (call.Cluster.Get(kind, name.Namespace, name.Name) is null)
            {
                missing.Add(KubectlErrors.NotFound(kind, name.Name));
            }
            else
            {
                found.Add((kind, name));
            }
        }

        return found;
    }

    private List<(ResourceKind Kind, NamespacedName Name)> OfWords(KubectlCall call, List<string> missing)
    {
        var choice = ObjectChoice.Read(call, call.Arguments);
        if (choice.Wanted.Count == 0)
        {
            throw KubectlErrors.Misused(this, "You must provide one or more resources by argument or filename.");
        }

        bool isSelected = call.Flags["selector"] is { Length: > 0 } || call.Flags["field-selector"] is { Length: > 0 } || call.Flags.IsOn("all");
        if (!choice.HasNames && !isSelected)
        {
            throw KubectlErrors.Mistake("resource(s) were provided, but no name was specified");
        }

        return [.. choice.Find(call.Cluster, missing).SelectMany(group => group.Objects.Select(one =>
            (group.Kind, new NamespacedName(one.Metadata.NamespaceProperty ?? "", one.Metadata.Name))))];
    }

    private static List<(ResourceKind Kind, NamespacedName Name, string Uid)> Delete(KubectlCall call, List<(ResourceKind Kind, NamespacedName Name)> doomed, long? grace)
    {
        var leaving = new List<(ResourceKind, NamespacedName, string)>();
        foreach (var (kind, name) in doomed)
        {
            // It may have gone with its owner, or by itself.
            if (call.Cluster.Get(kind, name.Namespace, name.Name)?.Metadata.Uid is not { } uid)
            {
                continue;
            }

            try
            {
                call.Cluster.Delete(kind, name.Namespace, name.Name, grace);
                leaving.Add((kind, name, uid));
            }
            catch (ClusterApiException refusal) when (refusal.Reason == "NotFound")
            {
                // As before.
            }
        }

        return leaving;
    }
}
