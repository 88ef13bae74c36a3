using System.Threading.Channels;
using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl get --watch</c>: what there is, and then a line for each change as it happens.</summary>
internal sealed class ObjectWatch
{
    private readonly KubectlCall call;
    private readonly ObjectChoice choice;
    private readonly ObjectPrinter? printer;
    private readonly TableForm form;
    private readonly ResourceKind kind;
    private readonly GrowingTable table = new();
    private readonly bool showsEvents;
    private bool hasHeading;

    public ObjectWatch(KubectlCall call, ObjectChoice choice, ObjectPrinter? printer, TableForm form)
    {
        if (choice.Wanted.Select(one => one.Kind).Distinct().Count() > 1)
        {
            throw KubectlErrors.Mistake("you may only specify a single resource type");
        }

        if (choice.Wanted.Sum(one => one.Names.Count) > 1)
        {
            throw KubectlErrors.Mistake("watch is only supported on individual resources and resource collections - more than one resource was found");
        }

        (this.call, this.choice, this.printer, this.form) = (call, choice, printer, form with { ShowsKinds = call.Flags.IsOn("show-kind") });
        kind = choice.Wanted[0].Kind;
        showsEvents = call.Flags.IsOn("output-watch-events");
    }

    /// <summary>Watches until <c>--request-timeout</c> is over.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    /// <exception cref="CellException">The object that is named is not there.</exception>
    public async Task<KubectlOutput> RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.Lab.Ended);
        if (call.Flags.Duration("request-timeout") is { } bound && bound > TimeSpan.Zero)
        {
            ending.CancelAfter(bound);
        }

        var changes = Channel.CreateUnbounded<ClusterEvent>(new UnboundedChannelOptions { SingleReader = true });
        using var subscription = call.Cluster.Subscribe(change => changes.Writer.TryWrite(change));
        var known = Begin();
        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(ending.Token))
            {
                Follow(change, known);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && !call.Lab.Ended.IsCancellationRequested)
        {
            // The time is over: a good end.
        }
        catch (OperationCanceledException) when (call.Lab.Ended.IsCancellationRequested)
        {
            throw new LabException("The lab has ended, and the watch with it.");
        }

        return KubectlOutput.Nothing;
    }

    // What there is, and as of which version each object of it was seen.
    private Dictionary<string, long> Begin()
    {
        var missing = new List<string>();
        var there = choice.Find(call.Cluster, missing).SelectMany(group => group.Objects).ToList();
        if (missing.Count > 0)
        {
            throw new CellException(string.Join('\n', missing));
        }

        if (there.Count > 0 && !call.Flags.IsOn("watch-only"))
        {
            Print("ADDED", there);
        }

        return there.ToDictionary(one => one.Metadata.Uid, VersionOf);
    }

    private void Follow(ClusterEvent change, Dictionary<string, long> known)
    {
        if (change.Kind != kind || (known.TryGetValue(change.Object.Metadata.Uid, out var seen) && VersionOf(change.Object) <= seen))
        {
            return;
        }

        var before = change.Previous is not null && choice.Includes(kind, change.Previous);
        var after = change.Type != ClusterEventType.Deleted && choice.Includes(kind, change.Object);
        if (before || after)
        {
            Print(!before ? "ADDED" : after ? "MODIFIED" : "DELETED", [change.Object]);
        }
    }

    private void Print(string what, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> objects)
    {
        if (printer is not null)
        {
            var heading = !hasHeading && form.HasHeadings;
            hasHeading = true;
            foreach (var one in objects)
            {
                call.Output.WriteStream("stdout", printer.Print([new ObjectGroup(kind, [one])], isOne: true, heading));
                heading = false;
            }

            return;
        }

        List<IReadOnlyList<string>> rows = [.. TableRows.Of(kind, objects, DateTimeOffset.UtcNow, form).Select(row => WithEvent(what, row))];
        if (!hasHeading && form.HasHeadings)
        {
            rows.Insert(0, WithEvent("EVENT", TableRows.Heading(kind, form)));
        }

        hasHeading = true;
        call.Output.WriteStream("stdout", table.Add(rows));
    }

    private IReadOnlyList<string> WithEvent(string what, IReadOnlyList<string> row) => showsEvents ? [what, .. row] : row;

    private static long VersionOf(IKubernetesObject<V1ObjectMeta> one) => long.Parse(one.Metadata.ResourceVersion, System.Globalization.CultureInfo.InvariantCulture);
}
