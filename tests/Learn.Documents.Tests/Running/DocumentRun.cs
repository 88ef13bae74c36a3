using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Learn.Course;
using Learn.Documents.Tests.Blocks;
using Learn.Documents.Tests.Syntax;
using Learn.Notebook;
using Learn.Notebook.Tests.Talk;
using YamlDotNet.RepresentationModel;

namespace Learn.Documents.Tests.Running;

/// <summary>A document from its first block to its last, each done as its language and its mark ask.</summary>
internal sealed class DocumentRun(Reader reader, IReadOnlyList<DocumentBlock> blocks) : IAsyncDisposable
{
    private readonly Lazy<TestNotebook> notebook = new(() => new TestNotebook(new NotebookOptions
    {
        WorkingDirectory = reader.Folder,
        Progress = new ProgressStore(Path.Combine(reader.Folder, "notebook-progress.yaml")),
    }));

    private string? lastOutput;

    /// <summary>Runs it; one sentence for each block that is not as it says. After a block that failed, those behind it are not tried.</summary>
    public async Task<string?> ProblemAsync()
    {
        for (int index = 0; index < blocks.Count; index++)
        {
            var block = blocks[index];
            if (await ProblemAsync(block, index) is { } problem)
            {
                return $"line {block.Line}: {problem}\n{block.Text}";
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (notebook.IsValueCreated)
        {
            await notebook.Value.DisposeAsync();
        }
    }

    private async Task<string?> ProblemAsync(DocumentBlock block, int index)
    {
        if (block.Preparation.Length > 0 && await reader.RunAsync(block.Preparation, block.Folder) is { ExitCode: not 0 } failed)
        {
            return $"what comes first, unseen, ended with {failed.ExitCode}:\n{failed.Output}";
        }

        switch (block.Mark.Kind)
        {
            case MarkKind.File:
                await reader.KeepAsync(block.Mark.Detail, block.Text);
                return blocks.Skip(index + 1).Any(later => later.Text.Contains(block.Mark.Detail, StringComparison.Ordinal) || later.Preparation.Contains(block.Mark.Detail, StringComparison.Ordinal))
                    ? SyntaxOfAnything(block)
                    : $"nothing below uses the file {block.Mark.Detail}";
            case MarkKind.Exercise or MarkKind.Attempt or MarkKind.Lesson:
                return await new CourseBlocks(reader).ProblemAsync(block);
            case MarkKind.RunBy:
                lastOutput = null;
                return OtherTests.Problem(block) ?? SyntaxOfAnything(block);
            case MarkKind.NotRun:
                lastOutput = null;
                return SyntaxOfAnything(block);
        }

        return block.Language switch
        {
            "sh" or "bash" => await ShellProblemAsync(block),
            "csharp" when ProgramBlock.IsOne(block.Text) => Told(await new ProgramBlock(reader).RunAsync(block.Text), 0),
            "csharp" or "notebook" => await CellProblemAsync(block),
            "yaml" => await ManifestBlock.ProblemAsync(reader, block.Text),
            "json" or "xml" => SyntaxOfAnything(block),
            "text" => block.Mark.Kind == MarkKind.Drawing ? null : OutputProblem(block),
            "" => "it does not say what it is; behind the ``` belongs sh, yaml, csharp, notebook, json or text",
            var other => $"nobody here can execute \"{other}\"; mark it as a file that is used, or as not run",
        };
    }

    private async Task<string?> ShellProblemAsync(DocumentBlock block)
    {
        int wanted = block.Mark.Kind == MarkKind.EndsWith ? int.Parse(block.Mark.Detail, System.Globalization.CultureInfo.InvariantCulture) : 0;
        return Told(await reader.RunAsync(block.Text, block.Folder), wanted);
    }

    private string? Told(ShellRun run, int wanted)
    {
        lastOutput = run.Output;
        return run.ExitCode == wanted ? null : $"it ended with {run.ExitCode}, not with {wanted}. It said:\n{run.Output}";
    }

    private async Task<string?> CellProblemAsync(DocumentBlock block)
    {
        bool mustFail = block.Mark.Kind == MarkKind.EndsWith;
        var (result, shown) = await InFolderAsync(() => notebook.Value.RunAsync(block.Text));
        lastOutput = string.Join('\n', [shown.Stdout, shown.Stderr, .. shown.Displays.Select(display => display.Content.TextOf("text/plain")), result.Value?.TextOf("text/plain"), .. result.Error?.Traceback ?? []]);
        return result.Status == Learn.Jupyter.CellStatus.Ok != mustFail ? null : $"the cell ended with {result.Status}. It showed:\n{lastOutput}";
    }

    /// <summary>The kernel of a front end stands in the notebook's folder; ours is this process.</summary>
    private async Task<T> InFolderAsync<T>(Func<Task<T>> work)
    {
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = reader.Folder;
        try
        {
            return await work();
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    private string? OutputProblem(DocumentBlock block) =>
        lastOutput is null
            ? "there is no executed block above whose output this could be (a picture made of characters is marked: drawing)"
            : ShownOutput.Missing(block.Text, lastOutput) is { } line ? $"this line did not come, or not there: {line}\nWhat came:\n{lastOutput}" : null;

    private static string? SyntaxOfAnything(DocumentBlock block) => block.Language switch
    {
        "sh" or "bash" => ShellSyntax.Problem(block.Text),
        "yaml" => Guarded(() => new YamlStream().Load(new StringReader(block.Text))),
        "json" => Guarded(() => JsonDocument.Parse(block.Text).Dispose()),
        "xml" => Guarded(() => XDocument.Parse(block.Text)),
        "csharp" => CSharpSyntax.Problem(block.Text),
        "notebook" => CellSyntax.ProblemOfBlock(block.Text),
        _ => null,
    };

    private static string? Guarded(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception e) when (e is YamlDotNet.Core.YamlException or JsonException or XmlException)
        {
            return e.Message;
        }
    }
}
