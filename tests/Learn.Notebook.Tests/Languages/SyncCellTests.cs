using System.Text.RegularExpressions;
using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Cells about syncs: live, listed, one by one; and the analysis of traffic.</summary>
[Collection(LabNotebook.Collection)]
public sealed class SyncCellTests(LabNotebook fixture)
{
    private TestNotebook Notebook => fixture.Notebook;

    [Fact]
    public async Task What_commands_do_is_watched_in_one_display()
    {
        var (result, shown) = await Notebook.RunAsync("#!watch --as syncs\nkubectl create deployment watched --image=nginx --port=8080\nkubectl expose deployment watched --port=80\nkubectl delete service watched\nkubectl delete deployment watched");
        Assert.True(result.Status == CellStatus.Ok, result.Error?.Message);
        var display = shown.Displays.First(each => each.Content.TextOf("text/plain")!.StartsWith('#') || each.Content.TextOf("text/plain")!.StartsWith("Watch", StringComparison.Ordinal)).Content;
        string text = display.TextOf("text/plain")!;
        Assert.Matches(@"Watched all nodes: \d+ syncs\.$", text);
        Assert.Contains("Service default/watched added", text, StringComparison.Ordinal);
        Assert.Contains("Service default/watched deleted", text, StringComparison.Ordinal);
        Assert.Matches("<table>.*Service default/watched added", display.TextOf("text/html")!);
        Assert.Equal("True", await Notebook.TextAsync("syncs.Count >= 2 && syncs.All(one => !one.Record.Plan.IsFull)"));
    }

    [Fact]
    public async Task A_watch_ends_with_its_time()
    {
        var (result, shown) = await Notebook.RunAsync("#!watch --for 0.2 --node node-1");
        Assert.Equal(CellStatus.Ok, result.Status);
        Assert.Matches(@"Watched node-1: \d+ syncs?\.$", shown.Displays[0].Content.TextOf("text/plain"));
    }

    [Fact]
    public async Task An_interrupt_ends_a_watch_at_once()
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var shown = new Shown();
        var running = Notebook.RunAsync("#!watch", shown: shown, cancellation: interrupt.Token);
        interrupt.CancelAfter(200);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Matches(@"Watched all nodes: \d+ syncs?, then interrupted\.$", shown.Displays[0].Content.TextOf("text/plain"));
    }

    [Fact]
    public async Task Syncs_are_listed_and_shown_one_by_one()
    {
        string list = (await Notebook.TextAsync("#!syncs --node node-1"))!;
        Assert.Matches(@"^ *# +Ended +Node +Kind +Rules +Bytes +Generation +Restore +Why\n", list);
        Assert.Contains("kube-proxy started", list, StringComparison.Ordinal);

        var (result, _) = await Notebook.RunAsync("#!sync");
        Assert.True(result.Status == CellStatus.Ok, result.Error?.Message);
        Assert.Matches(@"^Sync \d+ of node-1 \(IPv4\), (full|partial), ", result.Value!.TextOf("text/plain"));
        string html = result.Value!.TextOf("text/html")!;
        string payload = Regex.Match(html, @"The payload, as iptables-restore read it \([\d,]+ bytes\)</summary><pre[^>]*>(?<text>[^<]*)</pre>").Groups["text"].Value;
        Assert.Equal(System.Text.Encoding.UTF8.GetString(fixture.Lab.LastSync()!.Plan.Payload.Span), System.Net.WebUtility.HtmlDecode(payload));
    }

    [Theory]
    [InlineData("#!sync 99999", "There is no sync 99999")]
    [InlineData("#!sync first", "\"first\" is no number of a sync.")]
    [InlineData("#!syncs --node nowhere", "There is no node \"nowhere\"")]
    [InlineData("#!watch --for soon", "it must be a number of seconds")]
    [InlineData("#!watch --node nowhere --for 1", "There is no node \"nowhere\"")]
    public async Task Mistakes_are_said(string cell, string message)
    {
        var (result, _) = await Notebook.RunAsync(cell);
        Assert.Equal(CellStatus.Error, result.Status);
        Assert.Contains(message, string.Join('\n', result.Error!.Traceback) + result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traffic_is_analysed()
    {
        var (result, _) = await Notebook.RunAsync("#!curl http://my-service -n 60 --analyse");
        Assert.True(result.Status == CellStatus.Ok, result.Error?.Message);
        string text = result.Value!.TextOf("text/plain")!;
        Assert.StartsWith("60 requests to http://my-service\n\nanswered by requests   share  expected", text, StringComparison.Ordinal);
        Assert.Contains("Is it round robin?", text, StringComparison.Ordinal);
        Assert.Contains("learn-chart", result.Value.TextOf("text/html")!, StringComparison.Ordinal);
    }
}
