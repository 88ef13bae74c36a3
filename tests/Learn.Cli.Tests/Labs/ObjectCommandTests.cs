namespace Learn.Cli.Tests.Labs;

/// <summary>What is said to a lab as one says it to kubectl.</summary>
public sealed class ObjectCommandTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: c, image: nginx, ports: [{containerPort: 8080}]}]

        """;

    [Fact]
    public async Task A_lab_is_worked_with_from_terminals()
    {
        await using var lab = await RunningLab.UpAsync("--nodes", "2");

        Expect("service/my-service configured\n", 0, await LearnRun.WithInputAsync(
            System.Text.Encoding.UTF8.GetBytes(RunningLab.Manifest.Split("---")[0].Replace("port: 80,", "port: 81,", StringComparison.Ordinal)), "apply", "-f", "-", "--lab", lab.Name));
        Assert.StartsWith("Hello from my-app-1", (await lab.ExecAsync("toolbox", "curl", "-s", "http://my-service:81")).Output, StringComparison.Ordinal);
        Expect("deployment.apps/web created\n", 0, await SayAsync("apply", "-f", await lab.FileAsync("web.yaml", Deployment)));
        Expect("deployment.apps/web scaled\n", 0, await SayAsync("scale", "deployment/web", "--replicas", "4"));
        Expect("deployment \"web\" successfully rolled out\n", 0, await SayAsync("rollout", "status", "deploy", "web"));
        Expect("deployment.apps/web restarted\n", 0, await SayAsync("rollout", "restart", "deployment/web"));
        Assert.Matches(@"^NAME +READY +UP-TO-DATE +AVAILABLE +AGE\nweb +4/4 +4 +4 +[0-9]+s\n$", (await SayAsync("get", "deploy")).Output);
        Assert.Matches(@"^NAME +READY +STATUS +RESTARTS +AGE\nmy-app-1 +1/1 +Running +0 +[0-9]+s\n$", (await SayAsync("get", "pods", "my-app-1")).Output);
        Assert.Matches(@"^NAMESPACE +NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE +SELECTOR\ndefault +my-service +ClusterIP +10\.[0-9.]+ +<none> +81/TCP +[0-9]+s +app=my-app\n", (await SayAsync("get", "svc", "-A", "-o", "wide")).Output);
        Assert.Contains("ScalingReplicaSet", (await SayAsync("events")).Output, StringComparison.Ordinal);
        Expect("node/node-2 cordoned\n", 0, await SayAsync("cordon", "node-2"));
        Assert.Matches(@"node-2 +Ready,SchedulingDisabled +<none> +[0-9]+s +v1\.30\.3\n", (await SayAsync("get", "nodes")).Output);
        Expect("node/node-2 uncordoned\n", 0, await SayAsync("uncordon", "node-2"));
        Assert.EndsWith("node/node-2 drained\n", (await SayAsync("drain", "node-2", "--force")).Output, StringComparison.Ordinal);
        Expect("deployment.apps \"web\" deleted\n", 0, await SayAsync("delete", "deployment/web"));

        Task<LearnRun> SayAsync(params string[] words) => LearnRun.OfAsync([.. words, "--lab", lab.Name]);
    }

    [Fact]
    public async Task What_is_not_there_or_wrong_is_said_with_an_exit_code()
    {
        await using var lab = await RunningLab.UpAsync();

        await ExpectErrorAsync(1, "Error from server (NotFound): pods \"nobody\" not found\n", "get", "pod", "nobody");
        await ExpectErrorAsync(1, "Error from server (NotFound): services \"nobody\" not found\n", "delete", "svc/nobody");
        await ExpectErrorAsync(0, "No resources found in kube-public namespace.\n", "get", "pods", "-n", "kube-public");
        await ExpectErrorAsync(2, "error: the server doesn't have a resource type \"boats\"", "get", "boats");
        await ExpectErrorAsync(2, "bad.yaml", "apply", "-f", await lab.FileAsync("bad.yaml", "kind: Servise\napiVersion: v1\nmetadata: {name: a}\n"));
        await ExpectErrorAsync(2, "learn: ", "scale", "deployment/web");
        await ExpectErrorAsync(2, "learn: \"svc\" has no rollouts; Deployments have.\n", "rollout", "status", "svc/my-service");
        await ExpectErrorAsync(1, "Error from server (NotFound): deployments.apps \"web\" not found\n", "rollout", "undo", "deployment/web");
        await ExpectErrorAsync(1, "Error from server (NotFound): nodes \"node-9\" not found\n", "cordon", "node-9");

        async Task ExpectErrorAsync(int exitCode, string error, params string[] words)
        {
            var run = await LearnRun.OfAsync([.. words, "--lab", lab.Name]);
            Assert.Contains(error, run.Error, StringComparison.Ordinal);
            Assert.Equal(exitCode, run.ExitCode);
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_lab_of_a_program_can_be_spoken_to_and_ended()
    {
        // As a notebook holds it.
        await using var own = await Learn.Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        Expect("service/my-service created\npod/my-app-1 created\n", 0, await LearnRun.WithInputAsync(System.Text.Encoding.UTF8.GetBytes(RunningLab.Manifest), "apply", "-f", "-", "--lab", own.Name));
        Assert.NotNull(own.Get<k8s.Models.V1Pod>("my-app-1"));
        Expect($"The lab \"{own.Name}\" is gone.\n", 0, await LearnRun.OfAsync("down", own.Name));
        Assert.True(own.Ended.IsCancellationRequested);
    }

    private static void Expect(string output, int exitCode, LearnRun run)
    {
        Assert.True(exitCode == run.ExitCode, run.Error + run.Output);
        Assert.Equal(output, run.Output);
    }
}
