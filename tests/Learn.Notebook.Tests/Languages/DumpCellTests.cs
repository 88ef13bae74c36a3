using System.Runtime.CompilerServices;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Cells about dumps: nothing of a lab is needed.</summary>
public sealed class DumpCellTests
{
    private static readonly string Case = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "iptables", "step-endpoint-added"));
    private static readonly string Before = File.ReadAllText(Path.Combine(Case, "expected.iptables-save"));
    private static readonly string After = File.ReadAllText(Path.Combine(Case, "expected-step-2.iptables-save"));

    private const string Added = "endpoint 10.244.3.10:8080 added to shop/frontend:http; 2 probabilities changed";

    [Fact]
    public async Task A_dump_that_is_pasted_is_inspected()
    {
        await using var notebook = new TestNotebook();
        var (result, _) = await notebook.RunAsync("#!inspect\nroot@node-1:~# iptables-save\n" + Before);
        Assert.StartsWith("IPv4: kube-proxy in iptables mode", result.Value!.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.Contains("shop/frontend:http", result.Value!.TextOf("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_and_one_service_of_it()
    {
        await using var notebook = new TestNotebook(new NotebookOptions { WorkingDirectory = Case });
        var text = await notebook.TextAsync("#!inspect --file expected.iptables-save --service shop/frontend");
        Assert.Contains("10.244.1.10:8080", text, StringComparison.Ordinal);
        Assert.Contains("There is no file nothing.txt", await notebook.ErrorAsync("#!inspect --file nothing.txt"), StringComparison.Ordinal);
        Assert.Contains("There is no Service other/one", await notebook.ErrorAsync("#!inspect --file expected.iptables-save --service other/one"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_dump_is_a_mistake()
    {
        await using var notebook = new TestNotebook();
        Assert.Contains("There are no rules of iptables in this text", await notebook.ErrorAsync("#!inspect\nChain INPUT (policy ACCEPT)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_compared()
    {
        await using var notebook = new TestNotebook(new NotebookOptions { WorkingDirectory = Case });
        Assert.Contains(Added, await notebook.TextAsync("#!diff expected.iptables-save expected-step-2.iptables-save"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_are_compared_and_the_result_becomes_one()
    {
        await using var notebook = new TestNotebook(new NotebookOptions { WorkingDirectory = Case });
        await notebook.TextAsync($"var before = System.IO.File.ReadAllText(@\"{Case}/expected.iptables-save\");");
        await notebook.TextAsync($"var after = System.IO.File.ReadAllText(@\"{Case}/expected-step-2.iptables-save\");");
        Assert.Contains(Added, await notebook.TextAsync("#!diff before after --as changes"), StringComparison.Ordinal);
        Assert.Equal("shop/frontend:http", await notebook.TextAsync("changes.Services[0].Service"));
        Assert.Contains("no C# variable nowhere", await notebook.ErrorAsync("#!diff before nowhere"), StringComparison.Ordinal);
        Assert.Contains("one before and one after", await notebook.ErrorAsync("#!diff before"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_dumps_that_are_pasted_are_compared()
    {
        await using var notebook = new TestNotebook();
        Assert.Contains(Added, await notebook.TextAsync($"#!diff\n{Before}\n---\n{After}"), StringComparison.Ordinal);
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
