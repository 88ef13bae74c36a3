namespace Learn.Tests.EndToEnd;

/// <summary>Connections that stay open stay with their pod.</summary>
public sealed class HeldConnectionTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_requests_of_a_connection_go_to_one_pod(bool http2)
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 4)));
        await using var connection = await scene.Lab.OpenConnectionAsync(null, "http://my-service", http2, cancellationToken: Cancel);

        for (int i = 0; i < 20; i++)
        {
            var sample = await connection.SendAsync("/hostname", Cancel);
            Assert.Equal((true, 200, connection.Local), (sample.Succeeded, sample.Status, sample.SourceSeenByPod));
            Assert.Equal(sample.Pod, sample.Body);
        }

        var nat = await connection.GetNatAsync(Cancel);
        Assert.Equal(Enumerable.Range(0, 20), connection.Samples.Select(s => s.Index));
        Assert.Single(connection.Samples.Select(s => s.Pod).Distinct());
        Assert.True(connection.IsOpen);
        Assert.Equal(scene.Lab.Get<k8s.Models.V1Pod>(connection.Pod!)!.Status.PodIP, nat!.Entry.Reply.Source.ToString());
        Assert.Equal("ESTABLISHED", nat.Entry.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_says_when_it_broke(bool http2)
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        await using var connection = await scene.Lab.OpenConnectionAsync(null, "http://my-service", http2, TimeSpan.FromSeconds(1), Cancel);
        Assert.True((await connection.SendAsync(cancellationToken: Cancel)).Succeeded);

        await scene.Lab.DeleteAsync("pod", "my-app-1", cancellationToken: Cancel);

        // The pod's program ends, and with it its side of the connection; or its network does, and only a request finds out.
        var sample = await connection.SendAsync(cancellationToken: Cancel);
        var end = await connection.WaitForEndAsync(Cancel).WaitAsync(Patience, Cancel);
        Assert.False(sample.Succeeded);
        Assert.NotEmpty(sample.Failure!);
        Assert.False(connection.IsOpen);
        Assert.Equal(end, connection.End);
        Assert.False((await connection.SendAsync(cancellationToken: Cancel)).Succeeded);
    }

    [Fact]
    public async Task Where_nobody_takes_it_the_reason_is_said()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.Service);

        var refused = await Assert.ThrowsAsync<LabException>(() => scene.Lab.OpenConnectionAsync(null, "http://my-service", cancellationToken: Cancel));
        var unknown = await Assert.ThrowsAsync<LabException>(() => scene.Lab.OpenConnectionAsync(null, "http://nobody", cancellationToken: Cancel));
        var encrypted = await Assert.ThrowsAsync<LabException>(() => scene.Lab.OpenConnectionAsync(null, "https://my-service", cancellationToken: Cancel));

        Assert.Contains("refused", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"nobody\"", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("clear text", encrypted.Message, StringComparison.Ordinal);
    }
}
