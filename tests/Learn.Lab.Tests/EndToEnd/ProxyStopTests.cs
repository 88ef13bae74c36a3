namespace Learn.Tests.EndToEnd;

/// <summary>A kube-proxy that is stopped, and flows that are held.</summary>
public sealed class ProxyStopTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_stay_without_kube_proxy_changes_do_not_arrive_and_a_start_makes_up_for_them()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Service + Yaml.Pods(1, 2));
        await scene.Lab.StopProxyAsync(cancellationToken: Cancel);
        Assert.False(scene.Lab.IsProxyRunning("node-1"));
        await scene.Lab.StopProxyAsync("node-1", Cancel);

        // Nothing waits for the one that is not there.
        await scene.Lab.ApplyAsync("apiVersion: v1\nkind: Service\nmetadata: {name: late}\nspec: {selector: {app: my-app}, ports: [{port: 80, targetPort: 8080}]}\n", cancellationToken: Cancel);
        await scene.Lab.WaitForRulesAsync(Cancel);
        Assert.Equal(20, (await scene.Lab.CurlAsync("http://my-service", 20, cancellationToken: Cancel)).Answered);
        Assert.DoesNotContain("default/late", await scene.Lab.IptablesSaveAsync(cancellationToken: Cancel), StringComparison.Ordinal);
        var health = await scene.Lab.CurlAsync($"http://{scene.Lab.AddressesOf("node-1")[0]}:10256/healthz", from: "client", cancellationToken: Cancel);
        Assert.Equal(CurlFailure.Refused, Assert.Single(health.Samples).Failure);

        await scene.Lab.StartProxyAsync("node-1", Cancel);
        Assert.True(scene.Lab.IsProxyRunning());
        await scene.Lab.StartProxyAsync("node-1", Cancel);
        Assert.Contains("default/late", await scene.Lab.IptablesSaveAsync(cancellationToken: Cancel), StringComparison.Ordinal);
        Assert.Equal(5, (await scene.Lab.CurlAsync("http://late", 5, cancellationToken: Cancel)).Answered);
        Assert.Equal(1, (await scene.Lab.CurlAsync($"http://{scene.Lab.AddressesOf("node-1")[0]}:10256/healthz", from: "client", cancellationToken: Cancel)).Answered);
        Assert.Contains("There is no node \"moon\"", (await Assert.ThrowsAsync<LabException>(() => scene.Lab.StopProxyAsync("moon", Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_flow_stays_with_its_Pod_until_that_is_gone()
    {
        await using var scene = await fixture.ApplyAsync(
            "apiVersion: v1\nkind: Service\nmetadata: {name: names}\nspec: {selector: {app: my-app}, ports: [{port: 53, protocol: UDP, targetPort: 5353}]}\n"
            + Yaml.Pods(1, 3, port: "containerPort: 5353, protocol: UDP"));
        using var flow = await scene.Lab.OpenFlowAsync(null, "names", 53, cancellationToken: Cancel);
        for (int time = 0; time < 10; time++)
        {
            await flow.SendAsync(Cancel);
        }

        string pod = Assert.Single(flow.Samples.Select(sample => sample.Pod).Distinct())!;
        await scene.Lab.DeleteAsync("pod", pod, cancellationToken: Cancel);
        var after = await flow.SendAsync(Cancel);
        Assert.Equal(UdpFailure.None, after.Failure);
        Assert.NotEqual(pod, flow.Pod);
        Assert.Contains("knows no address", (await Assert.ThrowsAsync<LabException>(() => scene.Lab.OpenFlowAsync(null, "nobody", 53, cancellationToken: Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_can_be_put_back_and_refusals_come_as_often_as_they_are_asked_for()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Service);
        string before = await scene.Lab.IptablesSaveAsync(cancellationToken: Cancel);
        var refused = await scene.Lab.CurlAsync(new CurlRequest { Url = "http://my-service", Count = 40, ConnectTimeout = TimeSpan.FromSeconds(3) }, cancellationToken: Cancel);
        Assert.All(refused.Samples, sample => Assert.Equal(CurlFailure.Refused, sample.Failure));

        await scene.Lab.IptablesAsync(["-t", "nat", "-F"], cancellationToken: Cancel);
        await scene.Lab.RestoreRulesAsync(before, cancellationToken: Cancel);
        Assert.Equal(Rules(before), Rules(await scene.Lab.IptablesSaveAsync(cancellationToken: Cancel)));
        await Assert.ThrowsAsync<LabException>(() => scene.Lab.RestoreRulesAsync("*nat\n-A NOWHERE -j ACCEPT\nCOMMIT\n", cancellationToken: Cancel));

        static IEnumerable<string> Rules(string save) => save.Split('\n').Where(line => line.StartsWith("-A", StringComparison.Ordinal));
    }
}
