using System.Diagnostics;
using System.Net;
using k8s.Models;

namespace Learn.Cli.Demo;

/// <summary>The guided tour: YAML, the rules it becomes, a request, more pods, three hundred requests and where they went.</summary>
internal sealed class DemoTour(Lab lab, TourPage page, DemoManifest manifest, int requests, IProgress<string> progress)
{
    /// <summary>Walks the tour.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await DeclareAsync(cancellationToken);
        var targets = await ServicesAsync(cancellationToken);
        foreach (var target in targets)
        {
            await ShowRulesAsync(target, cancellationToken);
        }

        if (targets.Count > 0 && manifest.More is not null)
        {
            await ScaleAsync(manifest.More, cancellationToken);
        }

        foreach (var target in targets)
        {
            await MeasureAsync(target, cancellationToken);
        }

        Close();
    }

    private async Task DeclareAsync(CancellationToken cancellationToken)
    {
        page.Heading("What we declare");
        page.Prose(manifest.Introduction);
        page.Code(manifest.First, "The manifest");
        long started = Stopwatch.GetTimestamp();
        var result = await lab.ApplyAsync(manifest.First, manifest.FileName, cancellationToken);
        page.Code($"$ kubectl apply -f {manifest.DisplayName}\n{result}");
        page.Prose($"After {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms pods are network namespaces in which something listens, and the rules are in the kernel of the node.");
    }

    private Task<IReadOnlyList<DemoTarget>> ServicesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<DemoTarget> targets =
            [.. from service in lab.List<V1Service>()
                where IPAddress.TryParse(service.Spec.ClusterIP, out _) && !IsOfClusterItself(service)
                from port in service.Spec.Ports
                where port.Protocol is null or "TCP"
                select new DemoTarget(service, port)];
        if (targets.Count == 0)
        {
            page.Prose("The manifest has no Service with a cluster IP and a TCP port, so there is no traffic to send. Try it with one.");
        }

        return Task.FromResult(targets);
    }

    // kube-dns was there before anybody declared anything, and does not speak HTTP.
    private static bool IsOfClusterItself(V1Service service)
        => service.Metadata.Labels is { } labels && labels.TryGetValue("kubernetes.io/cluster-service", out string? value) && value == "true";

    private async Task ShowRulesAsync(DemoTarget target, CancellationToken cancellationToken)
    {
        page.Heading($"From {target.Name} to a pod: the rules");
        page.Prose($"The Service got the address `{target.Address}`. No interface has it and nothing listens on it. It exists only in these rules, which kube-proxy's own logic wrote into the node's nat table. Read them from top to bottom, as a packet does:");
        var rules = await lab.GetRulesAsync(cancellationToken: cancellationToken);
        var trail = RuleTrail.To(rules, target.Address, target.Port.Port);
        page.Rules(trail, $"iptables-save -t nat, the rules for {target.Name}");

        page.Prose("One request, sent by the real curl from a host among the pods:");
        var result = await lab.CurlAsync(new CurlRequest { Url = $"{target.Url}/", KeepBodies = true }, cancellationToken: cancellationToken);
        var sample = result.Samples.FirstOrDefault();
        page.Code($"$ curl {target.Url}/\n{sample?.Body?.TrimEnd() ?? sample?.ErrorMessage ?? string.Join('\n', result.Messages)}");
        if (sample is { Pod: { } pod })
        {
            page.Prose($"curl connected to `{sample.Remote}`; the pod `{pod}` answered, and saw the request come from `{sample.SourceSeenByPod?.Address}`. The destination was rewritten on the way; the source was not, because it is a pod's.");
        }
    }

    private async Task ScaleAsync(string more, CancellationToken cancellationToken)
    {
        page.Heading("Two more pods");
        page.Prose("The same labels, so the same Service. Nobody edits the Service; the EndpointSlice gets two more endpoints, and kube-proxy follows.");
        var before = await lab.GetRulesAsync(cancellationToken: cancellationToken);
        var result = await lab.ApplyAsync(more, cancellationToken: cancellationToken);
        page.Code($"$ kubectl apply -f two-more-pods.yaml\n{result}");
        var after = await lab.GetRulesAsync(cancellationToken: cancellationToken);
        var changes = RuleChanges.Between(before, after);
        page.Prose($"{changes.Count(c => c.Change == LineChange.Added)} rules came and {changes.Count(c => c.Change == LineChange.Removed)} went; the other {after.RuleCount - changes.Count(c => c.Change == LineChange.Added)} are as they were. Look at the probabilities: 1/3 of all, then 1/2 of the rest, then whoever is left. That makes one third each.");
        page.Changes(changes, "What changed in iptables-save");
    }

    private async Task MeasureAsync(DemoTarget target, CancellationToken cancellationToken)
    {
        page.Heading($"{requests} requests to {target.Name}");
        page.Prose("Each over a connection of its own, because only the first packet of a connection asks the nat table. The expectation beside it is computed by walking the rules that are in the kernel now.");
        int done = 0;
        var throttle = Stopwatch.StartNew();
        var counting = new SynchronousProgress<CurlSample>(_ =>
        {
            done++;
            if (throttle.ElapsedMilliseconds > 1000)
            {
                throttle.Restart();
                progress.Report($"{done} of {requests} requests …");
            }
        });
        var result = await lab.CurlAsync(new CurlRequest { Url = target.Url, Count = requests }, counting, cancellationToken);
        page.Distribution(result);
    }

    private void Close()
    {
        page.Heading("Now you");
        page.Prose("Everything happened in a private world of namespaces that is gone when this program ends; your machine's own rules were not touched. Pods do not run their image here: a built-in workload listens on every containerPort and tells its name.");
        page.Prose("Try `./learn demo --yaml FILE` with a manifest of your own.");
    }
}
