using System.Diagnostics;
using System.Text.Json.Nodes;
using Learn.Cli.Tests.Labs;

namespace Learn.Cli.Tests.Notebooks;

/// <summary>learn run, as a process of its own.</summary>
public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_notebook_is_run_in_its_place_and_keeps_the_rest()
    {
        var file = await WriteAsync(Code("var x = 20;\nConsole.WriteLine(Environment.CurrentDirectory);"), Markdown("# Title"), Code("x + 22"));
        var run = await LearnRun.OfAsync("run", file);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Matches($"^{file}: 2 cells in [0-9.]+ s\n$", run.Output);
        Assert.Contains("[1/2] var x = 20;\n[1/2] ok ", run.Error, StringComparison.Ordinal);
        var cells = await CellsAsync(file);
        Assert.Equal($"{folder.Path}\n", (string?)cells[0]!["outputs"]![0]!["text"]![0]);
        Assert.Equal("42", (string?)cells[2]!["outputs"]![0]!["data"]!["text/plain"]![0]);
        Assert.Equal((1, 2), ((int)cells[0]!["execution_count"]!, (int)cells[2]!["execution_count"]!));
        Assert.Equal("kept", (string?)cells[0]!["metadata"]!["unknown"]);
        var text = await File.ReadAllTextAsync(file, Cancellation);
        Assert.Equal(0, (await LearnRun.OfAsync("run", file)).ExitCode);
        Assert.Equal(text, await File.ReadAllTextAsync(file, Cancellation));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task What_a_cells_child_process_writes_is_the_cells_output()
    {
        var file = await WriteAsync(Code("""System.Diagnostics.Process.Start("sh", ["-c", "echo out; echo wrong >&2"]).WaitForExit();"""));
        var run = await LearnRun.OfAsync("run", file);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("out\n", run.Output.Replace(file, "", StringComparison.Ordinal), StringComparison.Ordinal);
        var outputs = (await CellsAsync(file))[0]!["outputs"]!.AsArray();
        Assert.Equal(["stderr: wrong", "stdout: out"], outputs.Select(output => $"{output!["name"]}: {((string)output["text"]![0]!).TrimEnd()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_copy_a_page_and_values_from_outside()
    {
        var file = await WriteAsync(Code("""int count = 1; string who = "x";""", "parameters"), Code("""string.Join(' ', Enumerable.Repeat(who, count))"""));
        var before = await File.ReadAllTextAsync(file, Cancellation);
        var run = await LearnRun.OfAsync("run", file, "--output", folder.At("copy.ipynb"), "--html", folder.At("page.html"), "--param", "count=3", "-p", "who=<b>");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(before, await File.ReadAllTextAsync(file, Cancellation));
        Assert.Equal("<b> <b> <b>", (string?)(await CellsAsync(folder.At("copy.ipynb")))[2]!["outputs"]![0]!["data"]!["text/plain"]![0]);
        var page = await File.ReadAllTextAsync(folder.At("page.html"), Cancellation);
        Assert.Contains("<pre>&lt;b&gt; &lt;b&gt; &lt;b&gt;</pre>", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_fails_ends_the_run_with_1_and_is_shown()
    {
        var file = await WriteAsync(Code("var zero = 0;"), Code("// why\n1 / zero"), Code("\"never\""));
        var run = await LearnRun.OfAsync("run", file);
        Assert.Equal(ExitCode.NotSo, run.ExitCode);
        Assert.Contains("learn: cell 2 of 3 failed: DivideByZeroException\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 2", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 of 3 cells", run.Output, StringComparison.Ordinal);
        var cells = await CellsAsync(file);
        Assert.Equal("error", (string?)cells[1]!["outputs"]![0]!["output_type"]);
        Assert.Empty(cells[2]!["outputs"]!.AsArray());

        run = await LearnRun.OfAsync("run", file, "--allow-errors");
        Assert.Equal(ExitCode.NotSo, run.ExitCode);
        Assert.Contains("3 cells in ", run.Output, StringComparison.Ordinal);
        Assert.Equal("\"never\"", $"\"{(string?)(await CellsAsync(file))[2]!["outputs"]![0]!["data"]!["text/plain"]![0]}\"");
    }

    [Fact]
    public async Task A_cell_that_takes_too_long_is_interrupted()
    {
        var run = await LearnRun.OfAsync("run", await WriteAsync(Code("while (true) { }")), "--timeout", "0.5");
        Assert.Equal(ExitCode.NotSo, run.ExitCode);
        Assert.Contains("cell 1 was interrupted: it ran for longer than 0.5 s.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_and_leaves_the_file_as_it_was()
    {
        var file = await WriteAsync(Code("Console.WriteLine(1);"), Code("await Task.Delay(-1);"));
        var before = await File.ReadAllTextAsync(file, Cancellation);
        using var process = LearnRun.Start("run", file);
        process.StandardInput.Close();
        while (!(await process.StandardError.ReadLineAsync(Cancellation) ?? throw new InvalidOperationException("ended")).StartsWith("[2/2]", StringComparison.Ordinal))
        {
        }

        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        var rest = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        Assert.EndsWith("learn: stopped.\n", rest, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(file, Cancellation));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Cells_of_other_languages_are_chosen_by_their_metadata_and_meet_in_one_lab()
    {
        const string Manifest = """
            apiVersion: v1
            kind: Service
            metadata: {name: my-service}
            spec:
              selector: {app: mine}
              ports: [{port: 80}]
            """;
        var apply = Code($"#!kubectl apply -f -\n{Manifest}");
        var get = Code("get services");
        get["metadata"]!["polyglot_notebook"] = new JsonObject { ["kernelName"] = "kubectl" };
        var file = await WriteAsync(apply, get, Code("lab.Nodes.Count > 0"));
        var run = await LearnRun.OfAsync("run", file);
        Assert.True(run.ExitCode == 0, run.Error);
        var cells = await CellsAsync(file);
        Assert.Contains("my-service", cells[1]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("True", cells[2]!["outputs"]!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"nbformat": 3}""", "is a notebook of version 3")]
    [InlineData("no", "is no notebook")]
    [InlineData("""{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}}""", "is written for another kernel: Python 3.")]
    public async Task What_cannot_be_run_is_refused_in_a_sentence(string text, string words)
    {
        var file = folder.At("bad.ipynb");
        await File.WriteAllTextAsync(file, text, Cancellation);
        var run = await LearnRun.OfAsync("run", file);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.StartsWith($"learn: {file}", run.Error, StringComparison.Ordinal);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(file, Cancellation));
    }

    [Theory]
    [InlineData("--timeout", "-1", "--timeout takes seconds")]
    [InlineData("--param", "x", "--param takes NAME=VALUE")]
    [InlineData("--output", "/not/there/x.ipynb", "/not/there/x.ipynb cannot be written")]
    [InlineData("--html", "/not/there/x.html", "/not/there/x.html cannot be written")]
    public async Task Wrong_use_is_refused_before_the_first_cell(string option, string value, string words)
    {
        var run = await LearnRun.OfAsync("run", await WriteAsync(Code("1")), option, value);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("[1/1]", run.Error, StringComparison.Ordinal);
    }

    private static JsonObject Code(string source, string? tag = null) => new()
    {
        ["cell_type"] = "code", ["execution_count"] = null, ["outputs"] = new JsonArray(), ["source"] = source,
        ["metadata"] = new JsonObject { ["unknown"] = "kept", ["tags"] = tag is null ? [] : new JsonArray(tag) },
    };

    private static JsonObject Markdown(string source) => new() { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = source };

    private async Task<string> WriteAsync(params JsonObject[] cells)
    {
        var file = folder.At("notebook.ipynb");
        var json = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-learn", ["display_name"] = "Learn (C#)", ["language"] = "C#" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
        };
        await File.WriteAllTextAsync(file, json.ToJsonString(), Cancellation);
        return file;
    }

    private static async Task<JsonArray> CellsAsync(string file) =>
        JsonNode.Parse(await File.ReadAllTextAsync(file, Cancellation))!["cells"]!.AsArray();
}
