using k8s.Models;
using Learn.Cluster;
using Learn.Sandbox;

namespace Learn;

/// <summary>Does what other processes ask of a lab, and puts the outcome into the words of a command line.</summary>
internal sealed class RequestDesk(Lab lab, DateTimeOffset started)
{
    private const int NotSo = 1;
    private const int BadInput = 2;

    /// <summary>Answers a request.</summary>
    /// <returns>The reply, and what is to be done when it was sent; null for nothing.</returns>
    /// <exception cref="OperationCanceledException">The asker went away.</exception>
    public async Task<(LabReply Reply, Action? Afterwards)> AnswerAsync(LabRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request is LabRequest.Finish
                ? (new LabReply(), () => _ = Task.Run(async () => await lab.DisposeAsync().ConfigureAwait(false), CancellationToken.None))
                : (await DoAsync(request, cancellationToken).ConfigureAwait(false), null);
        }
        catch (ClusterApiException error)
        {
            string said = error.Reason == "BadRequest" ? $"error: {error.Message}" : $"Error from server ({error.Reason}): {error.Message}";
            return (Failure(said, error.Reason == "NotFound" ? NotSo : BadInput), null);
        }
        catch (Exception error) when (error is ManifestException or LabException or SandboxException or ArgumentException or FormatException)
        {
            return (Failure(error.Message, BadInput), null);
        }
    }

    private async Task<LabReply> DoAsync(LabRequest request, CancellationToken cancellationToken) => request switch
    {
        LabRequest.Describe => new LabReply { Description = Describe() },
        LabRequest.FindHost find => new LabReply { Host = lab.FindHost(find.Target).Name },
        LabRequest.Apply apply => Said((await lab.ApplyAsync(LabManifest.ReadAll(apply.Files), cancellationToken).ConfigureAwait(false)).ToString()),
        LabRequest.DeleteManifests delete => await DeleteAsync(delete, cancellationToken).ConfigureAwait(false),
        LabRequest.Delete delete => await DeleteAsync(delete, cancellationToken).ConfigureAwait(false),
        LabRequest.Show show => new ObjectListing(lab.Cluster, show, DateTimeOffset.UtcNow).Write(),
        LabRequest.Scale scale => await SettledAsync(lab.Cluster.Scale(KindOf(scale.Kind), scale.Namespace, scale.Name, scale.Replicas), cancellationToken).ConfigureAwait(false),
        LabRequest.Rollout rollout => await RollOutAsync(rollout, cancellationToken).ConfigureAwait(false),
        LabRequest.Schedulable node => await SettledAsync(node.IsSchedulable ? lab.Cluster.Uncordon(node.Node) : lab.Cluster.Cordon(node.Node), cancellationToken).ConfigureAwait(false),
        LabRequest.WatchSyncs watch => await new SyncDesk(lab).WatchAsync(watch, cancellationToken).ConfigureAwait(false),
        LabRequest.ShowSyncs syncs => new SyncDesk(lab).Show(syncs),
        LabRequest.Analyse analyse => await AnalysisDesk.AnalyseAsync(lab, analyse, cancellationToken).ConfigureAwait(false),
        LabRequest.Drain drain => await DrainAsync(drain, cancellationToken).ConfigureAwait(false),
        LabRequest.Explain explain => await new ExplanationDesk(lab).ExplainAsync(explain, cancellationToken).ConfigureAwait(false),
        LabRequest.ReadRules rules => await new ExplanationDesk(lab).ReadAsync(rules, cancellationToken).ConfigureAwait(false),
        LabRequest.Walk walk => await WalkReply.OfAsync(lab, walk, cancellationToken).ConfigureAwait(false),
        LabRequest.Trace trace => await TraceAnswer.AnswerAsync(lab, trace, cancellationToken).ConfigureAwait(false),
        LabRequest.AskDesk ask => await AskAsync(ask, cancellationToken).ConfigureAwait(false),
        _ => Failure("The lab does not know this request; it may be of another version than the one who asks.", BadInput),
    };

    private async Task<LabReply> AskAsync(LabRequest.AskDesk ask, CancellationToken cancellationToken) => lab.Options.Desks.TryGetValue(ask.Desk, out var desk)
        ? new LabReply { Answer = await desk(lab, ask.Question, cancellationToken).ConfigureAwait(false) }
        : Failure($"The lab \"{lab.Name}\" has no desk \"{ask.Desk}\".", BadInput);

    private LabDescription Describe() => new(
        lab.Name,
        started,
        lab.Nodes.Count,
        lab.List<V1Pod>().Count,
        lab.Report.Isolation == Isolation.UserNamespace ? "user namespace" : "root",
        Environment.ProcessId,
        lab.HelperProcessId);

    private async Task<LabReply> DeleteAsync(LabRequest.DeleteManifests request, CancellationToken cancellationToken)
    {
        var manifests = request.Files.Select(file => (file.Text, Options: new ApplyOptions { FileName = file.Name, Reader = LabManifest.ReaderOptions })).ToList();
        var results = manifests.Select(manifest => lab.Cluster.DeleteManifest(manifest.Text, manifest.Options)).ToList();
        return await DeletedAsync(new DeleteResult([.. results.SelectMany(result => result.Objects)], [.. results.SelectMany(result => result.NotFound)]), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<LabReply> DeleteAsync(LabRequest.Delete request, CancellationToken cancellationToken)
    {
        var kind = KindOf(request.Kind);
        if (request.Selector is { } selector)
        {
            return await DeletedAsync(lab.Cluster.DeleteByLabel(kind, request.Namespace, LabelSelector.Parse(selector)), cancellationToken).ConfigureAwait(false);
        }

        var deleted = new List<DeletedObject>();
        var missing = new List<string>();
        foreach (string name in request.Names)
        {
            try
            {
                deleted.AddRange(lab.Cluster.Delete(kind, request.Namespace, name).Objects);
            }
            catch (ClusterApiException error) when (error.Reason == "NotFound")
            {
                missing.Add(error.Message);
            }
        }

        return await DeletedAsync(new DeleteResult(deleted, missing), cancellationToken).ConfigureAwait(false);
    }

    private async Task<LabReply> DeletedAsync(DeleteResult result, CancellationToken cancellationToken)
    {
        string errors = string.Concat(result.NotFound.Select(message => $"Error from server (NotFound): {message}\n"));
        var reply = await SettledAsync((result with { NotFound = [] }).ToString(), cancellationToken).ConfigureAwait(false);
        return errors.Length == 0 ? reply : reply with { Output = result.Objects.Count == 0 ? "" : reply.Output, Error = errors + reply.Error, ExitCode = NotSo };
    }

    private async Task<LabReply> RollOutAsync(LabRequest.Rollout request, CancellationToken cancellationToken)
    {
        var (name, ns) = (request.Name, request.Namespace);
        switch (request.Action)
        {
            case "status":
                var state = lab.RolloutStatus(name, ns);
                // One who waits asks again while the exit code says that it is not done.
                return state.HasFailed ? Failure($"error: {state.Message}", NotSo) : Said(state.Message) with { ExitCode = state.IsDone ? 0 : NotSo };
            case "restart":
                return await SettledAsync(lab.Cluster.RolloutRestart(ns, name), cancellationToken).ConfigureAwait(false);
            case "undo":
                return await SettledAsync(lab.Cluster.RolloutUndo(ns, name, request.ToRevision), cancellationToken).ConfigureAwait(false);
            case "pause":
                return await SettledAsync(lab.Cluster.RolloutPause(ns, name), cancellationToken).ConfigureAwait(false);
            case "resume":
                return await SettledAsync(lab.Cluster.RolloutResume(ns, name), cancellationToken).ConfigureAwait(false);
            case "history":
                var revisions = lab.Cluster.RolloutHistory(ns, name).Select(revision => $"{revision.Number,-9} {revision.ChangeCause ?? TableColumns.None}");
                return Said($"{ResourceKind.Deployment.DisplayName}/{name} \nREVISION  CHANGE-CAUSE\n{string.Join('\n', revisions)}\n");
            default:
                throw new LabException($"There is no \"rollout {request.Action}\". There are: status, restart, undo, pause, resume, history.");
        }
    }

    private async Task<LabReply> DrainAsync(LabRequest.Drain request, CancellationToken cancellationToken)
    {
        string cordoned = lab.Cluster.Cordon(request.Node);
        // What the other options of kubectl protect, data in an emptyDir and daemons, no Pod of a lab has.
        var plan = lab.Cluster.PlanDrain(request.Node, new DrainOptions { Force = request.Force, DeleteEmptyDirData = true, IgnoreDaemonSets = true });
        if (!plan.IsAllowed)
        {
            return Said(cordoned) with { Error = $"{plan}\n", ExitCode = NotSo };
        }

        lab.Cluster.EvictPods(plan.Evict);
        string[] said = [cordoned, .. plan.Evict.Select(pod => $"evicting pod {pod}"), .. plan.Evict.Select(pod => $"pod/{pod.Name} evicted"), $"node/{request.Node} drained"];
        var reply = await SettledAsync(string.Join('\n', said), cancellationToken).ConfigureAwait(false);
        return reply with { Error = string.Concat(plan.Warnings.Select(warning => $"Warning: {warning}\n")) + reply.Error };
    }

    // What was done is said also where something of it cannot be put into effect.
    private async Task<LabReply> SettledAsync(string said, CancellationToken cancellationToken)
    {
        try
        {
            return Said(await lab.AfterSettlingAsync(said, cancellationToken).ConfigureAwait(false));
        }
        catch (LabException trouble)
        {
            return Said(said) with { Error = $"{trouble.Message}\n", ExitCode = NotSo };
        }
    }

    /// <summary>The kind that a command line names.</summary>
    /// <exception cref="LabException">There is none.</exception>
    internal static ResourceKind KindOf(string word) => ResourceKind.FindByName(word)
        ?? throw new LabException($"error: the server doesn't have a resource type \"{word}\". This one has: {string.Join(", ", ResourceKind.All.Select(kind => kind.Plural))}.");

    private static LabReply Said(string text) => new() { Output = text.Length == 0 ? "" : text + "\n" };

    private static LabReply Failure(string text, int exitCode) => new() { Error = text + "\n", ExitCode = exitCode };
}
