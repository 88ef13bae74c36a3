using System.Globalization;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl logs</c>. The cluster's name servers log their questions; the other containers of a lab write nothing, and that is what is said.</summary>
internal sealed class LogsCommand : KubectlCommand
{
    private const string Workload = "learn/workload";

    public override string Name => "logs";

    public override string Summary => "Shows what the cluster's name servers were asked; other containers of a lab log nothing.";

    public override string Usage => "(POD | KIND/NAME | -l LABELS) [-c CONTAINER] [-f] [--tail=LINES]";

    public override ArgumentSort Arguments => ArgumentSort.Pods;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Text("container", "The container.", 'c'),
        KubectlFlags.Switch("follow", "Goes on with each line, until it is interrupted or --request-timeout is over.", 'f'),
        KubectlFlags.Number("tail", "So many of the last lines; -1 for all."),
        KubectlFlags.Switch("timestamps", "Each line with its time."),
        KubectlFlags.Switch("previous", "Of the container before its last restart.", 'p'),
        KubectlFlags.Switch("prefix", "Accepted."),
        KubectlFlags.Switch("all-containers", "Accepted."),
        KubectlFlags.Duration("since", "Only lines that are younger."),
        KubectlFlags.Selector,
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var pods = PodsOf(call);
        foreach (var pod in pods)
        {
            PodWords.CheckContainer(pod, call.Flags["container"] ?? (call.Arguments.Count > 1 ? call.Arguments[1] : null));
        }

        if (pods.Find(pod => !IsNameServer(pod)) is { } other)
        {
            throw KubectlErrors.Mistake($"pod/{other.Metadata.Name} has no logs: the lab runs no images, and what listens in their place writes nothing. "
                + $"kubectl describe pod {other.Metadata.Name} and kubectl get events tell what happened to it; a #!curl cell tells what it answers");
        }

        if (pods.Count == 0 || call.Flags.IsOn("previous"))
        {
            return new KubectlOutput(pods.Count == 0 ? "No resources found\n" : "");
        }

        // The name servers share their log: which of them answers is kube-proxy's choice.
        var since = call.Flags.Duration("since") is { } young && young > TimeSpan.Zero ? DateTimeOffset.UtcNow - young : DateTimeOffset.MinValue;
        var lines = call.Lab.DnsQueries.Where(query => query.Time >= since).ToList();
        if (call.Flags.Number("tail") is { } tail and >= 0)
        {
            lines = [.. lines.TakeLast((int)Math.Min(tail, int.MaxValue))];
        }

        var text = string.Concat(lines.Select(query => Line(call, query)));
        if (!call.Flags.IsOn("follow"))
        {
            return new KubectlOutput(text);
        }

        await FollowAsync(call, text, cancellationToken);
        return KubectlOutput.Nothing;
    }

    private static async Task FollowAsync(KubectlCall call, string before, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (call.Flags.Duration("request-timeout") is { } bound && bound > TimeSpan.Zero)
        {
            ending.CancelAfter(bound);
        }

        call.Output.WriteStream("stdout", before);
        try
        {
            await foreach (var query in call.Lab.FollowDnsQueriesAsync(ending.Token))
            {
                call.Output.WriteStream("stdout", Line(call, query));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over: a good end.
        }
    }

    // CoreDNS with its plugin "log", as far as the lab knows.
    private static string Line(KubectlCall call, DnsQuery query)
    {
        var time = call.Flags.IsOn("timestamps") ? query.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z' ", CultureInfo.InvariantCulture) : "";
        return $"{time}[INFO] {query.Client} \"{query.Type} IN {query.Name}. {(query.IsTcp ? "tcp" : "udp")}\" {query.Code} {query.AnswerCount} records\n";
    }

    private static List<V1Pod> PodsOf(KubectlCall call)
    {
        if (call.Flags["selector"] is { Length: > 0 } labels)
        {
            return call.Arguments.Count > 0
                ? throw KubectlErrors.Mistake("only a selector (-l) or a POD name is allowed")
                : [.. call.Cluster.List<V1Pod>(call.Namespace, LabelWords.Read(labels))];
        }

        return call.Arguments.Count is 1 or 2
            ? [PodWords.Find(call, call.Arguments[0])]
            : throw KubectlErrors.Mistake("expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples");
    }

    private static bool IsNameServer(V1Pod pod) => pod.Metadata.Annotations is { } annotations && annotations.TryGetValue(Workload, out var value) && value == "dns";
}
