using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Cells that trace a request.</summary>
[Collection(LabNotebook.Collection)]
public sealed class TraceCellTests(LabNotebook fixture)
{
    private TestNotebook Notebook => fixture.Notebook;

    [Fact]
    public async Task A_trace_is_a_picture_and_a_text_and_a_value()
    {
        var (result, _) = await Notebook.RunAsync("#!trace --from pod/my-app-1 --as trace http://my-service");

        Assert.True(result.Status == CellStatus.Ok, result.Error?.Message);
        Assert.Matches("^http://my-service from pod/my-app-1: answered by my-app-[12]\\. Traced in [0-9,]+ ms\\.\nWalk and trace agree", result.Value!.TextOf("text/plain"));
        Assert.StartsWith("<svg", result.Value.TextOf("image/svg+xml"), StringComparison.Ordinal);
        Assert.Contains("The packet&#39;s way through the hooks of node-1", result.Value.TextOf("text/html"), StringComparison.Ordinal);
        Assert.Equal("True", await Notebook.TextAsync("trace.Agrees"));
    }

    [Fact]
    public async Task Mistakes_are_told()
    {
        Assert.Contains("A target is needed", await Notebook.ErrorAsync("#!trace --from client"), StringComparison.Ordinal);
        Assert.Contains("two targets", await Notebook.ErrorAsync("#!trace http://a http://b"), StringComparison.Ordinal);
        Assert.Contains("--from", await Notebook.ErrorAsync("#!trace --to x http://a"), StringComparison.Ordinal);
    }
}
