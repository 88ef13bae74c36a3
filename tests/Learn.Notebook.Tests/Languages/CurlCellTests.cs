using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Traffic cells.</summary>
[Collection(LabNotebook.Collection)]
public sealed class CurlCellTests(LabNotebook fixture)
{
    private TestNotebook Notebook => fixture.Notebook;

    [Fact]
    public async Task One_request_shows_the_answer()
    {
        var (result, shown) = await Notebook.RunAsync("#!curl http://my-service/hostname");
        Assert.Matches("^my-app-[12]$", result.Value!.TextOf("text/plain"));
        Assert.Matches("from toolbox: answered by my-app-[12] on node-1, [0-9.]+ ms", result.Value.TextOf("text/html"));
        Assert.Empty(shown.Displays);
    }

    [Fact]
    public async Task Headers_are_shown_where_they_are_asked_for()
    {
        Assert.Matches("^HTTP/1.1 200 OK\n(?s:.*)(?i:X-Pod-Name): my-app-[12]\n(?s:.*)\n\nmy-app-[12]$", await Notebook.TextAsync("#!curl -i http://my-service/hostname"));
        Assert.Matches("^HTTP/1.1 200 OK\n(?s:.*)(?i:X-Pod-Name): my-app-[12]", await Notebook.TextAsync("#!curl -I http://my-service/hostname"));
    }

    [Fact]
    public async Task Many_requests_show_progress_and_give_their_distribution()
    {
        var (result, shown) = await Notebook.RunAsync("#!curl http://my-service -n 40 --from pod/my-app-1 --as result");
        Assert.True(result.Status == CellStatus.Ok, result.Error?.Message);
        Assert.Matches(@"^curl http://my-service, 40 requests, done: 40 in [\d.]+ s, from pod/my-app-1\.$", shown.Displays[0].Content.TextOf("text/plain"));
        Assert.NotNull(result.Value);
        Assert.Equal("40", await Notebook.TextAsync("result.Answered"));
        Assert.Equal("40", await Notebook.TextAsync("result.CountOf(\"my-app-1\") + result.CountOf(\"my-app-2\")"));
    }

    [Fact]
    public async Task Data_and_headers_reach_the_pod()
    {
        Assert.Equal("said", await Notebook.TextAsync("#!curl 'http://my-service/echo?msg=said'"));
        Assert.Equal("abc", await Notebook.TextAsync("#!curl -H 'X-Word: abc' 'http://my-service/header?key=X-Word'"));
    }

    [Fact]
    public async Task Lines_below_are_requests_too()
    {
        var (result, shown) = await Notebook.RunAsync("#!curl\ncurl http://my-service/hostname\n# and\n'http://my-service/echo?msg=two' \\\n  -4\n");
        Assert.Matches("^my-app-[12]$", Assert.Single(shown.Displays).Content.TextOf("text/plain"));
        Assert.Equal("two", result.Value!.TextOf("text/plain"));
    }

    [Fact]
    public async Task A_failed_request_is_a_result_and_with_fail_an_error()
    {
        Assert.StartsWith("curl: (6) ", await Notebook.TextAsync("#!curl http://nobody-here"), StringComparison.Ordinal);
        Assert.StartsWith("curl: (6) ", await Notebook.ErrorAsync("#!curl -f http://nobody-here"), StringComparison.Ordinal);
        Assert.StartsWith("3 of 3 requests failed", await Notebook.ErrorAsync("#!curl -f -n 3 http://nobody-here"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_are_told_before_anything_is_sent()
    {
        Assert.Contains("The option --bogus is not known here", await Notebook.ErrorAsync("#!curl --bogus http://my-service"), StringComparison.Ordinal);
        Assert.Contains("There is no \"pod/nobody\"", await Notebook.ErrorAsync("#!curl --from pod/nobody http://my-service"), StringComparison.Ordinal);
        Assert.Contains("A URL is needed", await Notebook.ErrorAsync("#!curl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_curl_at_once()
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var shown = new Shown();
        var running = Notebook.RunAsync("#!curl http://my-service -n 1000000", shown: shown, cancellation: interrupt.Token);
        await Eventually.HoldsAsync(() => shown.Updates > 0);
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Contains("interrupted after", Assert.Single(shown.Displays).Content.TextOf("text/plain"), StringComparison.Ordinal);
        await fixture.Lab.AssertNoProcessAsync("curl --disable");
        Assert.Matches("^my-app-[12]$", await Notebook.TextAsync("#!curl http://my-service/hostname"));
    }

    [Fact]
    public async Task Urls_hosts_and_options_are_completed()
    {
        Assert.Contains("http://my-service", await Notebook.CompleteAsync("#!curl http://my|"));
        Assert.Contains($"http://{fixture.Lab.Get<k8s.Models.V1Service>("my-service")!.Spec.ClusterIP}", await Notebook.CompleteAsync("#!curl -n 3 http://10|"));
        Assert.Contains("node/node-1", await Notebook.CompleteAsync("#!curl --from no|"));
        Assert.Contains("--parallel", await Notebook.CompleteAsync("#!curl http://x --p|"));
        Assert.Equal(["PUT"], await Notebook.CompleteAsync("#!curl -X PU|"));
        Assert.Contains("http://my-service", await Notebook.CompleteAsync("#!curl\nhttp://my|"));
    }
}
