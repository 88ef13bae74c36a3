using Learn.Notebook.Tests.Languages;
using Learn.Tests.Figures.Browser;
using Microsoft.Playwright;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>A real lab at a glance: its names and addresses are the same in every run.</summary>
public sealed class LabPictureTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_lab_is_as_approved()
    {
        await using var lab = await Lab.StartAsync(new LabOptions { Name = $"picture-{Environment.ProcessId}" }, TestContext.Current.CancellationToken);
        await lab.ApplyAsync(LabNotebook.Manifest, cancellationToken: TestContext.Current.CancellationToken);
        var bundle = ValueFormatter.FormatAny(lab);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = DisplayPage.Of(bundle, isImage: false, scheme).Replace(lab.Name, "picture", StringComparison.Ordinal);
            await new ApprovedPicture(browser, "lab", scheme).CheckAsync(page);
        }
    }

    [Fact]
    public async Task A_labs_chains_can_be_drawn_in_a_cell()
    {
        await using var notebook = new Talk.TestNotebook();
        var (applied, _) = await notebook.RunAsync("#!yaml\n" + LabNotebook.Manifest);
        Assert.Equal(Jupyter.CellStatus.Ok, applied.Status);
        var (result, _) = await notebook.RunAsync("#!curl -n 30 --from client http://my-service\n#!graph my-service --counters --as picture");
        Assert.True(result.Status == Jupyter.CellStatus.Ok, string.Join('\n', result.Error?.Traceback ?? []));
        var tree = result.Value!.TextOf("text/plain")!;
        Assert.Contains("-> default/my-service:http  KUBE-SVC-", tree, StringComparison.Ordinal);
        Assert.StartsWith("<svg", result.Value.TextOf("image/svg+xml"), StringComparison.Ordinal);
        Assert.Contains("role=\"img\"", result.Value.TextOf("text/html"), StringComparison.Ordinal);
        Assert.Equal("Learn.SvgPicture", await notebook.TextAsync("picture.GetType().FullName"));
        var (flows, _) = await notebook.RunAsync("#!graph --flows");
        Assert.Contains("KUBE-SERVICES", flows.Value!.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.Contains("The rules have no Service and no chain \"nobody\"", await notebook.ErrorAsync("#!graph nobody"), StringComparison.Ordinal);
        Assert.Contains("One Service or chain at a time", await notebook.ErrorAsync("#!graph a b"), StringComparison.Ordinal);
    }
}
