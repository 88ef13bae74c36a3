using System.Collections.Immutable;
using k8s.Models;

namespace Learn.Course.Tests.Checks;

/// <summary>Checks that send real packets, with what they say when the packets end otherwise.</summary>
public sealed class TrafficCheckTests(CheckLab scene) : IClassFixture<CheckLab>
{
    private static readonly string[] Web = ["web-1", "web-2", "web-3"];

    private string Address(string service) => scene.Lab.Get<V1Service>(service)!.Spec.ClusterIP;

    [Fact]
    public async Task Each_Pod_that_must_answer_answers_and_nobody_else()
    {
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "http://{{ name }}", By = ["app={{ name }}"] }));
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "web", By = ["web-1, web-2", "default/web-3"], Even = true }));
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "http://web", KeepAlive = true, Count = "20" }));
    }

    [Fact]
    public async Task A_refusal_is_told_with_the_rule_behind_it_and_the_experiment()
    {
        var result = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://empty" }));

        Assert.Equal("Each request is answered (http://empty from toolbox).", result.Expected);
        Assert.Equal($"The request was refused. A rule on node-1 rejects what goes to {Address("empty")} port 80 (filter KUBE-SERVICES: \"default/empty has no endpoints\").", result.Seen);
        Assert.Equal("#!curl http://empty\nlearn exec toolbox -- curl -s http://empty", result.Experiment);
    }

    [Fact]
    public async Task A_timeout_is_told_without_waiting_for_all_requests()
    {
        var result = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://web:81", Count = "200", By = [.. Web] }));

        Assert.Equal("Each of web-1, web-2, web-3 answers, and nobody else (http://web:81 from toolbox).", result.Expected);
        Assert.Equal($"4 of 4 requests ended in a timeout: no answer came. No rule on node-1 sends {Address("web")} port 81 on to a Pod.", result.Seen);
        Assert.Equal("#!curl -n 200 http://web:81\nlearn distribution -n 200 http://web:81", result.Experiment);
    }

    [Fact]
    public async Task Requests_may_have_to_be_refused_or_to_wait_in_vain()
    {
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "http://empty", Ends = "refused" }));
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "http://web:81", Ends = "timeout" }));
        var result = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://web", Ends = "refused", From = "pod/web-1" }));
        Assert.Equal("Each request is refused at once (http://web from pod/web-1).", result.Expected);
        Assert.Matches("^web-[123] answered 1 of 1 request\\.", result.Seen);
        Assert.Equal("#!curl --from pod/web-1 http://web\nlearn exec pod/web-1 -- curl -s http://web", result.Experiment);
    }

    [Fact]
    public async Task A_Pod_that_is_silent_and_one_that_should_be_are_told()
    {
        var silent = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://web", By = [.. Web, "web-4"] }));
        Assert.Contains("; nothing came from web-4.", silent.Seen, StringComparison.Ordinal);
        var stranger = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://web", By = ["web-1", "web-2"] }));
        Assert.Matches("^web-1 answered \\d+, web-2 \\d+ and web-3 \\d+ of \\d+ requests\\.", stranger.Seen);
        var nobody = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://web", By = ["app=nothing"] }));
        Assert.Equal(("Pods answer that are named by app=nothing.", "There is no such Pod."), (nobody.Expected, nobody.Seen));
    }

    [Fact]
    public async Task Shares_are_held_against_what_came()
    {
        var third = ImmutableSortedDictionary<string, string>.Empty.Add("web-1", "33.3").Add("web-2", "33.3 %").Add("web-3", "{{ 100.0 | divided_by: pods }}");
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "http://web", Shares = third }));
        var result = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://web", Shares = third.SetItem("web-1", "70").SetItem("web-2", "20").SetItem("web-3", "10") }));
        Assert.Equal("The requests are shared out: web-1 70 %, web-2 20 %, web-3 10 % (http://web from toolbox).", result.Expected);
        Assert.Matches("^Of 600 requests: web-1 [\\d.]+ %, web-2 [\\d.]+ %, web-3 [\\d.]+ %\\.$", result.Seen);
        var none = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://empty", Shares = third }));
        Assert.StartsWith("4 of 4 requests were refused.", none.Seen, StringComparison.Ordinal);
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "http://empty", Shares = ImmutableSortedDictionary<string, string>.Empty.Add("refused", "100"), Count = "20" }));
    }

    [Fact]
    public async Task The_source_that_the_Pod_sees_is_checked()
    {
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "http://web", Source = "own" }));
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "http://{{ 'node-2' | node_ip }}:30080", From = "client", Source = "node/node-2", Count = "20" }));
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "http://{{ 'node-2' | node_ip }}:30080", From = "client", Source = "changed" }));
        var result = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://{{ 'node-2' | node_ip }}:30080", From = "client", Source = "own", By = ["app=web"] }));
        Assert.Contains("The Pod sees the sender's own address as source", result.Expected, StringComparison.Ordinal);
        Assert.Matches("^The Pod saw .*\\(an address of node-2\\).*; the sender's own address is 172\\.18\\.100\\.1\\.", result.Seen);
        Assert.StartsWith($"#!curl --from client http://{scene.Lab.AddressesOf("node-2")[0]}:30080/clientip\n", result.Experiment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_is_checked()
    {
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "http://web/hostname", Status = "200" }));
        var result = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://web/hostname", Status = "503" }));
        Assert.Equal(("Each request is answered, with the HTTP status 503 (http://web/hostname from toolbox).", "The HTTP status 200 came."), (result.Expected, result.Seen));
    }

    [Fact]
    public async Task Datagrams_are_sent_too()
    {
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "udp://names:53", By = ["app=web"], Source = "own" }));
        await scene.PassesAsync(Of(new TrafficCheckDefinition { To = "udp://{{ 'names' | cluster_ip }}:54", Ends = "timeout" }));
        var result = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "udp://names:53", Ends = "timeout" }));
        Assert.Equal("No datagram gets an answer: each ends in a timeout (udp://names:53 from toolbox).", result.Expected);
        Assert.Equal("#!trace udp://names:53\nlearn trace udp://names:53", result.Experiment);
    }

    [Fact]
    public async Task An_unknown_name_and_a_place_that_is_gone_are_the_learners_affair()
    {
        var name = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://nowhere" }));
        Assert.StartsWith("The request did not get off: the name is not known. toolbox does not know the name \"nowhere\".", name.Seen, StringComparison.Ordinal);
        var place = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://web", From = "pod/gone" }));
        Assert.Equal("There is no pod/gone that runs, from which to send.", place.Seen);
        var service = await scene.FailsAsync(Of(new TrafficCheckDefinition { To = "http://{{ 'gone' | cluster_ip }}" }));
        Assert.Equal(("It holds.", "The lab has no Service gone."), (service.Expected, service.Seen));
    }

    [Fact]
    public async Task What_cannot_be_sent_is_a_mistake_of_the_check()
    {
        Assert.Equal("The shares add up to 90 %, not to 100 %.", await BrokenAsync(new TrafficCheckDefinition { To = "http://web", Shares = ImmutableSortedDictionary<string, string>.Empty.Add("web-1", "90") }));
        Assert.Equal("\"perhaps\" is no end of a request. There are: answered, refused, timeout, any.", await BrokenAsync(new TrafficCheckDefinition { To = "http://web", Ends = "perhaps" }));
        Assert.StartsWith("There is no place \"moon\" in the lab.", await BrokenAsync(new TrafficCheckDefinition { To = "http://web", From = "moon" }), StringComparison.Ordinal);
        Assert.StartsWith("\"udp://web\" is no target of datagrams.", await BrokenAsync(new TrafficCheckDefinition { To = "udp://web" }), StringComparison.Ordinal);
    }

    private async Task<string> BrokenAsync(TrafficCheckDefinition traffic)
    {
        var result = await scene.CheckAsync(Of(traffic));
        Assert.Equal(CheckVerdict.Broken, result.Verdict);
        return result.Seen;
    }

    private static CheckDefinition Of(TrafficCheckDefinition traffic) => new() { Traffic = traffic };
}
