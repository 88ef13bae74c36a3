namespace Learn.Cli.Tests.Rules;

/// <summary><c>learn rules -f</c>: manifests of a learner's own, and what is said when they are wrong.</summary>
public sealed class RulesFilesTests
{
    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: my-service}
        spec:
          selector: {app: my-app}
          ports: [{port: 80, targetPort: 8080}]
        """;

    private const string Pods = """
        apiVersion: v1
        kind: Pod
        metadata: {name: my-pod-1, labels: {app: my-app}}
        spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: my-pod-2, labels: {app: my-app}}
        spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}
        """;

    [Fact]
    public async Task Labels_are_enough_the_rest_is_filled_in()
    {
        using var file = new TextFile(Service, Pods);

        var run = await CommandRun.OfAsync("rules", "-f", file.Path);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("-A KUBE-SVC-FXIYY6OHUSNBITIX ", run.Output, StringComparison.Ordinal);
        Assert.Contains("-j DNAT --to-destination 10.244.1.10:8080", run.Output, StringComparison.Ordinal);
        Assert.Contains("-j DNAT --to-destination 10.244.1.11:8080", run.Output, StringComparison.Ordinal);
        Assert.Contains("--probability 0.50000000000", run.Output, StringComparison.Ordinal);
        Assert.Equal(run.Output, (await CommandRun.OfAsync("rules", "-f", file.Path)).Output);
    }

    [Fact]
    public async Task A_later_file_is_a_step()
    {
        using var file = new TextFile(Service, Pods);
        using var change = new TextFile("action: delete\nobject: {apiVersion: v1, kind: Pod, metadata: {name: my-pod-1}}");

        var save = await CommandRun.OfAsync("rules", "-f", file.Path, "-f", change.Path);
        var payload = await CommandRun.OfAsync("rules", "-f", file.Path, "-f", change.Path, "--output", "restore");

        Assert.Equal(0, save.ExitCode);
        Assert.DoesNotContain("10.244.1.10", save.Output, StringComparison.Ordinal);
        Assert.Contains("10.244.1.11:8080", save.Output, StringComparison.Ordinal);
        Assert.Single(payload.Output.Split('\n'), line => line.StartsWith("-X KUBE-SEP-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_configuration_is_just_another_document()
    {
        using var file = new TextFile(Service, Pods);
        using var configuration = new TextFile("apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\niptables: {masqueradeAll: true}");

        var run = await CommandRun.OfAsync("rules", "-f", file.Path, "-f", configuration.Path);

        Assert.Contains("-A KUBE-SVC-FXIYY6OHUSNBITIX -d ", run.Output, StringComparison.Ordinal);
        Assert.Contains("-j KUBE-MARK-MASQ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_answered_with_those_that_are()
    {
        var run = await CommandRun.OfAsync("rules", "-f", Path.Combine(GoldenCases.Folder, "clusterip-one-pod", "input.yaml"), "--node", "worker-9");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("learn: There is no Node worker-9. Nodes: worker-1, worker-2, worker-3.", run.Error.Trim());
    }

    [Theory]
    [InlineData("kind: Service\napiVersion: v1\nmetadata: {name: a}\nspec: {ports: [{port: 80, protocl: TCP}]}", "line 4")]
    [InlineData("action: dance", "the action dance is not known")]
    [InlineData("action: wait", "the action wait needs seconds")]
    [InlineData("apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\niptables: {masqueradeBit: 77}", "masqueradeBit")]
    [InlineData("action: exec\ncommand: reboot", "needs a real machine")]
    [InlineData("action: delete\nobject: {kind: Service, metadata: {name: nobody}}", "nobody")]
    public async Task A_mistake_is_said_in_a_sentence(string document, string expected)
    {
        using var file = new TextFile(Service, Pods);
        using var step = new TextFile(document);

        var run = await CommandRun.OfAsync("rules", "-f", file.Path, "-f", step.Path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("learn: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("rules", "-f", "nowhere.yaml")]
    [InlineData("rules", "--case", "nowhere")]
    [InlineData("rules", "-f", "a.yaml", "--case", "b")]
    [InlineData("rules", "-f", "a.yaml", "--mode", "nftables")]
    [InlineData("rules", "-f", "a.yaml", "--family", "ipv5")]
    [InlineData("rules", "replay", "nowhere")]
    public async Task Wrong_use_ends_with_2(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("learn: ", run.Error, StringComparison.Ordinal);
    }
}
