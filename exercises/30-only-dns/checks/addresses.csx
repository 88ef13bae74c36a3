// The name must give the addresses of all Pods, asked of the cluster's DNS from where the developers are.
string db = Value("db");
var looked = await lab.ExecAsync("pod/tester", ["dig", "+short", "+time=1", "+tries=2", $"{db}.default.svc.cluster.local"], cancellationToken: Cancellation);
string[] seen = [.. looked.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order()];
string[] wanted = [.. lab.List<V1Pod>("default").Where(pod => pod.Metadata.Labels is { } labels && labels.TryGetValue("app", out var app) && app == db).Select(pod => pod.Status.PodIP).Order()];
return seen.SequenceEqual(wanted)
    ? null
    : new CheckFailure(
        $"the addresses {string.Join(", ", wanted)}",
        seen.Length == 0 ? "no address" : string.Join(", ", seen),
        $"#!sh --in pod/tester dig +short {db}.default.svc.cluster.local");
