using k8s.Models;
using Learn.Cluster;

namespace Learn.Tests.EndToEnd;

/// <summary>Nodes that come, go, are emptied and cut off, also while traffic runs.</summary>
public sealed class NodesTests
{
    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 6
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              terminationGracePeriodSeconds: 10
              containers:
              - name: web
                image: nginx
                ports: [{containerPort: 80}]
                readinessProbe: {httpGet: {path: /healthz, port: 80}, periodSeconds: 1}
                lifecycle: {preStop: {sleep: {seconds: 2}}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_joins_serves_is_drained_and_leaves_while_no_request_is_lost()
    {
        await using var lab = await Lab.StartAsync(new LabOptions { Nodes = LabOptions.NumberedNodes(2) }, Cancel);
        await lab.ApplyAsync(Web, cancellationToken: Cancel);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var samples = new List<CurlSample>();
        var request = new CurlRequest { Url = "http://web", Duration = TimeSpan.FromMinutes(5), RequestsPerSecond = 100 };
        var traffic = Task.Run(async () => await CollectAsync(lab, request, samples, ending.Token), Cancel);

        await lab.AddNodeAsync(new NodeOptions("node-3"), Cancel);
        await lab.ScaleAsync("deployment", "web", 9, cancellationToken: Cancel);
        Assert.Equal(3, PodsOn(lab, "node-3").Count);
        var there = await lab.CurlAsync($"http://{lab.AddressesOf("node-3")[0]}:30080", 20, "client", Cancel);
        Assert.Equal(20, there.Answered);

        string drained = await lab.DrainAsync("node-3", cancellationToken: Cancel);
        Assert.EndsWith("node/node-3 drained", drained, StringComparison.Ordinal);
        Assert.Empty(PodsOn(lab, "node-3"));
        Assert.Equal(9, lab.List<V1Pod>("default").Count);
        await lab.RemoveNodeAsync("node-3", Cancel);

        await ending.CancelAsync();
        await traffic;
        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.True(sample.ExitCode == 0, $"{sample.Index}: {sample.ErrorMessage}"));
        Assert.Equal(["node-1", "node-2"], lab.Nodes.Select(node => node.Name));
        var error = await Assert.ThrowsAsync<LabException>(() => lab.IptablesSaveAsync("node-3", cancellationToken: Cancel));
        Assert.Contains("node-1, node-2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cordoned_node_gets_no_new_pod_and_a_pod_that_finds_no_node_is_told_of()
    {
        await using var lab = await Lab.StartAsync(new LabOptions { Nodes = [new NodeOptions("left"), new NodeOptions("right") { Labels = Labels("disk", "ssd") }] }, Cancel);
        Assert.Equal("node/left cordoned", await lab.CordonAsync("left", Cancel));
        await lab.ApplyAsync(Pod("a"), cancellationToken: Cancel);
        Assert.Equal("right", lab.Get<V1Pod>("a")!.Spec.NodeName);

        await lab.CordonAsync("right", Cancel);
        var error = await Assert.ThrowsAsync<LabException>(() => lab.ApplyAsync(Pod("b"), cancellationToken: Cancel));
        Assert.Contains("0/2 nodes are available", error.Message, StringComparison.Ordinal);
        Assert.Contains(lab.Events("default"), happened => happened is { Reason: "FailedScheduling", InvolvedObject.Name: "b" });

        await lab.UncordonAsync("right", Cancel);
        Assert.Equal("right", lab.Get<V1Pod>("b")!.Spec.NodeName);
        await lab.UncordonAsync("left", Cancel);
        await lab.ApplyAsync(Pod("c", "nodeSelector: {disk: ssd}"), cancellationToken: Cancel);
        Assert.Equal("right", lab.Get<V1Pod>("c")!.Spec.NodeName);
        var refused = await Assert.ThrowsAsync<LabException>(() => lab.DrainAsync("right", cancellationToken: Cancel));
        Assert.Contains("default/a", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(lab.Get<V1Pod>("a"));
        await lab.DrainAsync("right", new DrainOptions { Force = true }, Cancel);
        Assert.Null(lab.Get<V1Pod>("a"));
    }

    [Fact]
    public async Task A_node_that_was_cut_off_catches_up_with_what_it_missed()
    {
        await using var lab = await Lab.StartAsync(new LabOptions { Nodes = LabOptions.NumberedNodes(2) }, Cancel);
        await lab.ApplyAsync(Web, cancellationToken: Cancel);

        await lab.CutOffAsync("node-2", Cancel);
        string before = await lab.IptablesSaveAsync("node-2", "nat", cancellationToken: Cancel);
        await lab.ApplyAsync("apiVersion: v1\nkind: Service\nmetadata: {name: news}\nspec: {selector: {app: web}, ports: [{port: 81, targetPort: 80}]}\n", cancellationToken: Cancel);
        Assert.Contains("default/news", await lab.IptablesSaveAsync("node-1", "nat", cancellationToken: Cancel), StringComparison.Ordinal);
        Assert.Equal(Rules(before), Rules(await lab.IptablesSaveAsync("node-2", "nat", cancellationToken: Cancel)));

        await lab.PlugInAsync("node-2", Cancel);
        Assert.Contains("default/news", await lab.IptablesSaveAsync("node-2", "nat", cancellationToken: Cancel), StringComparison.Ordinal);

        static string Rules(string save) => string.Join('\n', save.Split('\n').Where(line => line.StartsWith("-A", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_name_that_is_taken_and_a_node_that_is_not_there_are_told_of()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancel);

        Assert.Contains("Two hosts are called \"node-1\"", (await Assert.ThrowsAsync<LabException>(() => lab.AddNodeAsync(new NodeOptions("node-1"), Cancel))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no node \"node-9\"", (await Assert.ThrowsAsync<LabException>(() => lab.CutOffAsync("node-9", Cancel))).Message, StringComparison.Ordinal);
        Assert.Contains("toolbox", (await Assert.ThrowsAsync<LabException>(() => lab.RemoveNodeAsync("node-1", Cancel))).Message, StringComparison.Ordinal);
    }

    private static async Task CollectAsync(Lab lab, CurlRequest request, List<CurlSample> samples, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var sample in lab.CurlStreamAsync(request, cancellationToken))
            {
                samples.Add(sample);
            }
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            // The test has seen enough.
        }
    }

    private static List<V1Pod> PodsOn(Lab lab, string node) => [.. lab.List<V1Pod>("default").Where(pod => pod.Spec.NodeName == node)];

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Labels(string key, string value)
        => System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add(key, value);

    private static string Pod(string name, string spec = "") => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}}}\nspec:\n  containers: [{{name: c, image: nginx}}]\n  {spec}\n";
}
