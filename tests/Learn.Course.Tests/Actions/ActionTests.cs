using System.Collections.Immutable;
using k8s.Models;

namespace Learn.Course.Tests.Actions;

/// <summary>Every action, and that a check which does it puts the world back.</summary>
public sealed class ActionTests(CheckLab scene) : IClassFixture<CheckLab>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Lab Lab => scene.Lab;

    [Fact]
    public async Task Apply_is_undone_for_what_is_new_and_for_what_was_changed()
    {
        await DuringAsync(
            "return lab.Get<V1Service>(\"web\").Spec.Ports[0].Port == 8000 && lab.Get<V1Pod>(\"web-4\") != null",
            new ActionDefinition
            {
                Apply = """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: {{ name }}}
                    spec: {type: NodePort, selector: {app: web}, ports: [{port: 8000, targetPort: 8080, nodePort: 30080}]}
                    ---
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web-4, labels: {app: web} }
                    spec: {containers: [{name: c, image: registry.example/web, ports: [{containerPort: 8080}]}]}
                    """,
            });
        Assert.Equal(80, Lab.Get<V1Service>("web")!.Spec.Ports[0].Port);
        Assert.Null(Lab.Get<V1Pod>("web-4"));
    }

    [Fact]
    public async Task Delete_is_undone_with_the_same_address_and_on_the_same_node()
    {
        string address = Lab.Get<V1Service>("web")!.Spec.ClusterIP;
        await DuringAsync(
            "return lab.Get<V1Service>(\"web\") == null && lab.Get<V1Pod>(\"web-1\") == null", new ActionDefinition { Delete = "service/web" }, new ActionDefinition { Delete = "pod/web-1" });
        Assert.Equal(address, Lab.Get<V1Service>("web")!.Spec.ClusterIP);
        Assert.Equal("node-2", Lab.Get<V1Pod>("web-1")!.Spec.NodeName);
        Assert.Equal(3, (await Lab.CurlAsync("http://web", 60, cancellationToken: Cancel)).ByPod.Rows.Length);
    }

    [Fact]
    public async Task Scale_is_undone()
    {
        await DuringAsync("return lab.Get<V1Deployment>(\"many\").Status.ReadyReplicas == 4", new ActionDefinition { Scale = "deployment/many", Replicas = "{{ pods | plus: 1 }}" });
        Assert.Equal(2, Lab.Get<V1Deployment>("many")!.Spec.Replicas);
    }

    [Fact]
    public async Task Unready_and_ready_are_undone()
    {
        await DuringAsync("return lab.Pod(\"web-1\").Faults.Ready == false", new ActionDefinition { Unready = "service/web" });
        Assert.Null(Lab.Pod("web-1").Faults.Ready);
        await Lab.Pod("web-2").SetReady(false, Cancel);
        await DuringAsync("return lab.Pod(\"web-2\").Faults.Ready == null", new ActionDefinition { Ready = "service/web" });
        Assert.False(Lab.Pod("web-2").Faults.Ready);
        await Lab.Pod("web-2").ReadyByProbe(Cancel);
    }

    [Theory]
    [InlineData("refuse", "faults.Refuses")]
    [InlineData("drop", "faults.Drops")]
    [InlineData("hang", "faults.Hangs")]
    [InlineData("error", "faults.ErrorRate == 1")]
    [InlineData("heal", "!faults.Any")]
    public async Task Faults_are_undone_to_those_that_were_there(string how, string during)
    {
        await Lab.Pod("web-3").SlowAsync(TimeSpan.FromMilliseconds(5), Cancel);
        await DuringAsync($"var faults = lab.Pod(\"web-3\").Faults; return {during}", new ActionDefinition { Fault = "pod/web-3", How = how });
        Assert.Equal(PodFaults.None with { Delay = TimeSpan.FromMilliseconds(5) }, Lab.Pod("web-3").Faults);
        await Lab.Pod("web-3").HealAsync(Cancel);
    }

    [Fact]
    public async Task Commands_are_undone_as_they_say_and_a_failure_names_the_line()
    {
        var run = new ActionDefinition { Run = "iptables -t mangle -N FOR-{{ name }}", On = "node/node-2", Undo = "iptables -t mangle -X FOR-{{ name }}" };
        await DuringAsync("return (await lab.IptablesSaveAsync(\"node-2\", \"mangle\")).Contains(\"FOR-web\")", run);
        Assert.DoesNotContain("FOR-web", await Lab.IptablesSaveAsync("node-2", "mangle", cancellationToken: Cancel), StringComparison.Ordinal);

        await using var exercise = await scene.StartAsync();
        var error = await Assert.ThrowsAsync<CourseException>(() => exercise.ApplyFileAsync("rules.sh", "# on: node/node-2\nls /\n\niptables -t nat -A NOWHERE -j ACCEPT\n", Cancel));
        Assert.StartsWith("rules.sh: On node/node-2: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("(line 4: iptables -t nat -A NOWHERE -j ACCEPT)", error.Message, StringComparison.Ordinal);
        var yaml = await Assert.ThrowsAsync<CourseException>(() => exercise.ApplyFileAsync("service.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {port: 80}\n", Cancel));
        Assert.Contains("service.yaml", yaml.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_kube_proxy_is_started_and_a_started_one_leaves_no_rule_behind()
    {
        await DuringAsync("return !lab.IsProxyRunning(\"node-1\") && !lab.IsProxyRunning(\"node-2\")", new ActionDefinition { StopProxy = "all" });
        Assert.True(Lab.IsProxyRunning("node-1") && Lab.IsProxyRunning("node-2"));

        await Lab.StopProxyAsync("node-2", Cancel);
        await Lab.ApplyAsync("apiVersion: v1\nkind: Service\nmetadata: {name: late}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n", cancellationToken: Cancel);
        await DuringAsync("return (await lab.IptablesSaveAsync(\"node-2\")).Contains(\"default/late\")", new ActionDefinition { StartProxy = "node-2" });
        Assert.False(Lab.IsProxyRunning("node-2"));
        Assert.DoesNotContain("default/late", await Lab.IptablesSaveAsync("node-2", cancellationToken: Cancel), StringComparison.Ordinal);
        await Lab.StartProxyAsync("node-2", Cancel);
        await Lab.DeleteAsync("service", "late", cancellationToken: Cancel);
    }

    [Fact]
    public async Task A_learners_rule_in_a_chain_of_kube_proxys_is_lost_in_the_check_and_there_again_after_it()
    {
        await Lab.IptablesAsync(["-t", "nat", "-I", "KUBE-SERVICES", "-d", "198.51.100.1", "-j", "ACCEPT"], cancellationToken: Cancel);
        await DuringAsync(
            "return !(await lab.IptablesSaveAsync()).Contains(\"198.51.100.1\")",
            new ActionDefinition { Apply = "apiVersion: v1\nkind: Service\nmetadata: {name: another}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n" });
        Assert.Contains("198.51.100.1", await Lab.IptablesSaveAsync(cancellationToken: Cancel), StringComparison.Ordinal);
        await Lab.IptablesAsync(["-t", "nat", "-D", "KUBE-SERVICES", "-d", "198.51.100.1", "-j", "ACCEPT"], cancellationToken: Cancel);
    }

    [Theory]
    [InlineData("udp://names:53", "broken")]
    [InlineData("http://web", "timeout")]
    public async Task What_is_held_goes_to_the_same_Pod_until_that_is_gone(string target, string ends)
    {
        await using var run = await scene.StartAsync(new ExerciseDefinition
        {
            Start = [new ActionDefinition { Hold = target, As = "line", On = "pod/web-3" }],
            Checks =
            [
                new CheckDefinition { Id = "a", Title = "A", Held = new HeldCheckDefinition { Name = "line", By = ["app=web"] } },
                new CheckDefinition { Id = "b", Title = "B", Held = new HeldCheckDefinition { Name = "line", Ends = ends } },
                new CheckDefinition { Id = "c", Title = "C", Held = new HeldCheckDefinition { Name = "other" } },
            ],
        });
        var results = (await run.CheckAsync(ImmutableSortedDictionary<string, string>.Empty, cancellationToken: Cancel)).Results;
        Assert.Equal(CheckVerdict.Passed, results[0].Verdict);
        Assert.Equal((CheckVerdict.Failed, CheckVerdict.Broken), (results[1].Verdict, results[2].Verdict));
        Assert.Matches("^web-[123] answered \\(at first web-[123] did\\)\\.$", results[1].Seen);
        Assert.Equal("No connection or flow is kept under the name \"other\". There are: line.", results[2].Seen);
    }

    [Fact]
    public async Task A_start_action_that_fails_is_named()
    {
        var error = await Assert.ThrowsAsync<CourseException>(() => scene.StartAsync(new ExerciseDefinition { Start = [new ActionDefinition { Delete = "service/{{ name }}s" }] }));
        Assert.Equal("The action \"delete service/{{ name }}s\" failed: services \"webs\" not found", error.Message);
        var file = await Assert.ThrowsAsync<CourseException>(() => scene.StartAsync(new ExerciseDefinition { Start = [new ActionDefinition { Apply = "start/gone.yaml" }] }));
        Assert.Equal("The action \"apply start/gone.yaml\" failed: There is no file start/gone.yaml in 01-shop.", file.Message);
    }

    // Runs a check that does something first, and asks a script whether it is in effect meanwhile.
    private async Task DuringAsync(string script, params ActionDefinition[] actions)
    {
        string file = Path.Combine(CheckLab.Exercises, "01-shop", "checks", $"{Guid.NewGuid():N}.csx");
        await File.WriteAllTextAsync(file, script.Replace("return ", "return (", StringComparison.Ordinal) + ") ? null : new CheckFailure(\"it is so\", \"it is not\");", Cancel);
        try
        {
            await scene.PassesAsync(new CheckDefinition { Script = $"checks/{Path.GetFileName(file)}", After = [.. actions] });
        }
        finally
        {
            File.Delete(file);
        }
    }
}
