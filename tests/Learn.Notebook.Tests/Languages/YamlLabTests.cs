using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Manifests that build the lab itself.</summary>
public sealed class YamlLabTests
{
    [Fact]
    public async Task A_document_of_kind_Lab_builds_the_lab_anew()
    {
        await using var notebook = new TestNotebook();
        const string Cell = """
            #!yaml --as built
            apiVersion: learn/v1
            kind: Lab
            metadata: {name: built-anew-COUNT}
            spec: {nodeCount: 2, zones: [a, b]}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            """;
        var code = Cell.Replace("COUNT", Guid.NewGuid().ToString("n")[..8], StringComparison.Ordinal);
        var (first, shown) = await notebook.RunAsync(code);
        Assert.True(first.Status == CellStatus.Ok, first.Error?.Message);
        Assert.Matches("^Lab built-anew-.* is ready: node-1, node-2\\.\nnamespace/shop created$", Assert.Single(shown.Displays).Content.TextOf("text/plain"));
        var lab = notebook.Language.Session.LabIfStarted!;
        Assert.Equal("2", await notebook.TextAsync("built.Nodes.Count"));
        Assert.Equal("a", await notebook.TextAsync("lab.Nodes[0].Zone"));

        // Again, under the same name: the one before ends.
        var (second, _) = await notebook.RunAsync(code);
        Assert.True(second.Status == CellStatus.Ok, second.Error?.Message);
        Assert.True(lab.Ended.IsCancellationRequested);
        Assert.NotSame(lab, notebook.Language.Session.LabIfStarted);
    }

    [Fact]
    public async Task A_mistake_in_it_starts_nothing()
    {
        await using var notebook = new TestNotebook();
        var error = await notebook.ErrorAsync("#!yaml\napiVersion: learn/v1\nkind: Lab\nspec:\n  nodeCount: 0\n");
        Assert.Contains("spec.nodeCount: must be between 1 and 250", error, StringComparison.Ordinal);
        Assert.Contains("line 5", error, StringComparison.Ordinal);
        Assert.Equal("A lab with 3 nodes would be built (dry run). Its objects are checked when it is.",
            await notebook.TextAsync("#!yaml --dry-run\napiVersion: learn/v1\nkind: Lab\nspec: {nodeCount: 3}"));
        Assert.Null(notebook.Language.Session.LabIfStarted);
    }
}
