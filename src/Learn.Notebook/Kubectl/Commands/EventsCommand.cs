using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl events</c>.</summary>
internal sealed class EventsCommand : KubectlCommand
{
    public override string Name => "events";

    public override string Summary => "Lists what happened, in its order.";

    public override string Usage => "[--for KIND/NAME] [--types=Normal,Warning] [-n NAMESPACE | -A]";

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Text("for", "Only what happened to this object: pod/web-1."),
        new("types", FlagKind.Texts, "Only events of these types.") { Values = ["Normal", "Warning"] },
        KubectlFlags.AllNamespaces,
        KubectlFlags.Switch("no-headers", "No line with headings."),
    ];

    public override Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var about = call.Flags["for"]?.Split('/');
        if (about is not (null or [_, _]))
        {
            throw KubectlErrors.Mistake($"--for must be in resource/name form, not \"{call.Flags["for"]}\"");
        }

        var kind = about is null ? null : KindWords.Of(about[0]);
        string[] types = [.. call.Flags.All("types").SelectMany(word => word.Split(','))];
        List<Corev1Event> found =
        [
            .. EventTable.Sort(call.Cluster.List<Corev1Event>(call.ListedNamespace))
                .Where(one => kind is null || (one.InvolvedObject.Kind == kind.Kind && one.InvolvedObject.Name == about![1]))
                .Where(one => types.Length == 0 || types.Contains(one.Type, StringComparer.OrdinalIgnoreCase)),
        ];
        if (found.Count == 0)
        {
            var place = call.ListedNamespace is { } space ? $"No events found in {space} namespace.\n" : "No events found.\n";
            return Task.FromResult(new KubectlOutput(place, found));
        }

        var form = new TableForm { ShowsNamespaces = call.ListedNamespace is null };
        var table = EventRows.Table(found, DateTimeOffset.UtcNow, form);
        var text = new GrowingTable().Add([
            .. call.Flags.IsOn("no-headers") ? [] : (IReadOnlyList<string>[])[[.. table.Headings.Select(heading => heading.ToUpperInvariant())]],
            .. table.Rows.Select(row => (IReadOnlyList<string>)row)]);
        return Task.FromResult(new KubectlOutput(text, found));
    }
}
