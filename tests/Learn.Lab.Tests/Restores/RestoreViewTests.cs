using System.Text;
using Learn.Tests.EndToEnd;

namespace Learn.Tests.Restores;

/// <summary>Payloads beside each other, of real syncs.</summary>
public sealed class RestoreViewTests(LabFixture fixture) : IClassFixture<LabFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_endpoint_is_a_chain_that_was_not_mentioned_and_lines_that_changed()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1)));
        await scene.Lab.ApplyAsync(Yaml.Pods(2, 1), cancellationToken: Cancel);

        var view = scene.Lab.ViewSync();
        Assert.False(view.Sync.Record.Plan.IsFull);
        var service = Assert.Single(view.Chains, chain => chain.Chain.StartsWith("KUBE-SVC-", StringComparison.Ordinal));
        Assert.Equal("default/my-service", service.Subject);
        Assert.Equal(RestoreAction.Written, service.Action);
        Assert.True(service.Added > 0);
        var endpoints = view.Chains.Where(chain => chain.Chain.StartsWith("KUBE-SEP-", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, endpoints.Count);
        Assert.All(endpoints, chain => Assert.Matches(@"^10\.244\.0\.\d+:8080$", chain.Subject));
        Assert.Contains(endpoints, chain => chain.Beside == "was not mentioned");
        Assert.Equal(view.Sync.Record.Plan.RuleCount, view.Chains.Sum(chain => chain.Rules));

        // All bytes but the lines that begin and end a table belong to a chain.
        int frame = Encoding.UTF8.GetByteCount("*filter\nCOMMIT\n*nat\nCOMMIT\n");
        Assert.Equal(view.Payload.Length, view.Chains.Sum(chain => chain.Bytes) + frame);

        string text = view.ToString();
        Assert.StartsWith($"Sync {view.Sync.Number} of node-1 (IPv4), partial, ", text, StringComparison.Ordinal);
        Assert.Contains("\nwhy: EndpointSlice default/my-service-", text, StringComparison.Ordinal);
        Assert.Contains($"*nat {service.Chain} (default/my-service)\n", text, StringComparison.Ordinal);
        Assert.Contains("\n+-A KUBE-SEP-", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_that_is_kept_packed_is_the_one_that_was_restored()
    {
        await using var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 3)));
        var plan = scene.Lab.LastSync()!.Plan;
        byte[] payload = plan.Payload.ToArray();
        PackedPayload.Pack(plan);
        Assert.Equal(payload, plan.Payload.ToArray());
        Assert.Equal(payload.Length, plan.PayloadLength);

        // The real iptables-restore takes it, and what it then has is what kube-proxy wanted.
        var restored = await scene.Lab.ExecAsync("node/node-1", ["iptables-restore", "--noflush", "--test"], new() { StandardInput = plan.Payload }, Cancel);
        Assert.True(restored.Succeeded, restored.ErrorText);
    }

    [Fact]
    public async Task A_deleted_service_deletes_its_chains()
    {
        long last;
        await using (var scene = await fixture.ApplyAsync(Yaml.With(Yaml.Service, Yaml.Pods(1, 1))))
        {
            last = scene.Lab.LastSync()!.Number;
        }

        var views = fixture.Lab.Syncs().Where(record => record.Number > last).Select(record => fixture.Lab.ViewSync(record.Number)).ToList();
        var deleted = views.SelectMany(view => view.Chains).Where(chain => chain.Action == RestoreAction.Deleted).ToList();
        Assert.Contains(deleted, chain => chain.Chain.StartsWith("KUBE-SVC-", StringComparison.Ordinal));
        Assert.Contains(deleted, chain => chain.Chain.StartsWith("KUBE-SEP-", StringComparison.Ordinal));
        Assert.All(deleted, chain => Assert.Equal(0, chain.Rules));
        Assert.Contains(views, view => view.Sync.Why.Contains("Service default/my-service deleted", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        Assert.Contains("There is no sync 999999", Assert.Throws<LabException>(() => fixture.Lab.ViewSync(999_999)).Message, StringComparison.Ordinal);
        Assert.Equal(fixture.Lab.LastSync()!.Number, fixture.Lab.ViewSync().Sync.Number);
        Assert.Contains("there is no sync before it", fixture.Lab.ViewSync(1).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b c", "a x c", " a -b +x  c")]
    [InlineData("", "a", "+a")]
    [InlineData("a", "", "-a")]
    [InlineData("a b c d", "b c e d", "-a  b  c +e  d")]
    [InlineData("a a b", "a b a", " a -a  b +a")]
    public void Lines_are_compared_as_diff_does(string before, string after, string expected)
        => Assert.Equal(expected, string.Join(' ', LineDifference.Between(Words(before), Words(after))));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
