using System.Text.RegularExpressions;
using Learn.Cluster;
using Learn.Course;
using Learn.Jupyter;
using Learn.Sandbox;

namespace Learn.Notebook;

/// <summary>The notebook's cells: C# and everything that a selector line or the cell's metadata names.</summary>
public sealed partial class NotebookLanguage : INotebookLanguage, IAsyncDisposable
{
    private readonly CellLanguages languages = CellLanguages.Standard();
    private readonly ICellLanguage csharp;

    /// <summary>Makes the language with a session of its own.</summary>
    public NotebookLanguage(NotebookOptions? options = null)
        : this(new NotebookSession(options))
    {
    }

    internal NotebookLanguage(NotebookSession session)
    {
        Session = session;
        csharp = languages.Find("csharp")!;
    }

    /// <summary>What the cells share.</summary>
    public NotebookSession Session { get; }

    /// <summary>Every language, C# first.</summary>
    public IReadOnlyList<ICellLanguage> Languages => languages.All;

    /// <inheritdoc/>
    public LanguageInfo Info => Session.CSharp.Info;

    /// <inheritdoc/>
    public async Task<CellResult> ExecuteAsync(CellRequest request, ICellOutput output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        Session.Enter();
        AmbientCancellation.Enter(cancellationToken);
        Session.Figures.Begin(request);
        output = new FigureOutput(output, Session.Figures);
        var usual = UsualLanguage(request);
        MimeBundle? last = null;
        foreach (var block in CellSplitter.Split(request.Code, IsLanguage))
        {
            // What a block shows stands where it would stand had the block been a cell; only the last result is the cell's.
            if (last is not null)
            {
                output.Display(new DisplayData(last));
            }

            var result = await RunAsync(new BlockContext(block, Session, output, request), usual, cancellationToken);
            if (result.Status != CellStatus.Ok)
            {
                return result;
            }

            last = result.Value;
            Session.Figures.Accompany(last, output);
        }

        return CellResult.Ok(last);
    }

    /// <inheritdoc/>
    public Task<CellResult> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        Session.Enter();
        AmbientCancellation.Enter(cancellationToken);
        return Session.CSharp.EvaluateAsync(expression, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<CompletionResult> CompleteAsync(string code, int cursorPosition, CancellationToken cancellationToken)
    {
        var cursor = CodePoints.ToIndex(code, cursorPosition);
        if (SelectorCompletion.At(code, cursor, languages.All) is { } selectors)
        {
            return selectors;
        }

        if (QuestionAt(code, cursor) is not var (language, question, start))
        {
            return CompletionResult.None(cursorPosition);
        }

        if (language.TakesValues && ValueCompletion.At(code, cursor, Session.CSharp.Engine) is { } values)
        {
            return values;
        }

        var found = await language.CompleteAsync(question, cancellationToken);
        return found.Matches.Count == 0
            ? CompletionResult.None(cursorPosition)
            : new CompletionResult(found.Matches, CodePoints.FromIndex(code, start + found.Start), CodePoints.FromIndex(code, start + found.End));
    }

    /// <inheritdoc/>
    public async Task<InspectionResult> InspectAsync(string code, int cursorPosition, int detailLevel, CancellationToken cancellationToken)
    {
        var cursor = CodePoints.ToIndex(code, cursorPosition);
        return QuestionAt(code, cursor) is var (language, question, _) ? await language.InspectAsync(question, cancellationToken) : InspectionResult.NotFound;
    }

    /// <inheritdoc/>
    public Task<CompletenessResult> IsCompleteAsync(string code, CancellationToken cancellationToken)
    {
        var blocks = CellSplitter.Split(code, IsLanguage);
        if (blocks.All(block => block.Selector is null || languages.Find(block.Selector) == csharp))
        {
            var written = blocks.Count > 0 ? blocks[^1].Code : "";
            return Session.CSharp.IsCompleteAsync(written, cancellationToken);
        }

        // The other languages have no end of their own: in a console an empty line ends the cell, a lone selector line with arguments is whole.
        var isWhole = code.EndsWith('\n') || blocks is [{ Arguments.Length: > 0, Code: "" }];
        return Task.FromResult(new CompletenessResult(isWhole ? Completeness.Complete : Completeness.Incomplete));
    }

    /// <summary>Ends the session with its lab.</summary>
    public ValueTask DisposeAsync() => Session.DisposeAsync();

    private static CellResult Mistake(string message)
    {
        var lines = message.ReplaceLineEndings("\n").Split('\n');
        return CellResult.Failed("Error", lines[0], [$"\u001b[31m{lines[0]}\u001b[0m", .. lines.Skip(1)]);
    }

    private bool IsLanguage(string name) => languages.Find(name) is not null;

    private ICellLanguage UsualLanguage(CellRequest request) =>
        CellMetadata.LanguageOf(request.Metadata) is { } name && languages.Find(name) is { } language ? language : csharp;

    private async Task<CellResult> RunAsync(BlockContext context, ICellLanguage usual, CancellationToken cancellationToken)
    {
        var block = context.Block;
        var language = block.Selector is { } selector ? languages.Find(selector)! : usual;
        try
        {
            if (language == csharp)
            {
                CheckForUnknownSelector(block);
            }
            else if (language.TakesValues)
            {
                context = context with
                {
                    Block = block with
                    {
                        Arguments = await Session.Values.FillAsync(block.Arguments, new CellText(context.Request.Code, block.ArgumentsStart), language.WriteValue, cancellationToken),
                        Code = await Session.Values.FillAsync(block.Code, new CellText(context.Request.Code, block.CodeStart), language.WriteValue, cancellationToken),
                    },
                };
            }

            var result = await language.ExecuteAsync(context, cancellationToken);
            if (block.ResultName is { } name && result.Cell.Status == CellStatus.Ok)
            {
                await Session.Values.DeclareAsync(name, result.Value, cancellationToken);
            }

            return result.Cell;
        }
        catch (Exception e) when (e is CellException or CourseException or LabException or ManifestException or ClusterApiException or SandboxException)
        {
            return Mistake(e.Message);
        }
    }

    private void CheckForUnknownSelector(CellBlock block)
    {
        if (block.Selector is null && ManifestLike().IsMatch(block.Code))
        {
            throw new CellException("This is a manifest, and the cell is C#. Begin it with the line #!yaml to apply it.");
        }

        if (SelectorLike().Match(block.Code) is { Success: true } found)
        {
            var names = string.Join(", ", languages.All.Select(each => "#!" + each.Name));
            throw new CellException($"There is no \"{found.Value.Trim()}\" here. The languages of cells are {names}.");
        }
    }

    private (ICellLanguage Language, BlockQuestion Question, int Start)? QuestionAt(string code, int cursor)
    {
        var blocks = CellSplitter.Split(code, IsLanguage);
        foreach (var block in blocks.Reverse())
        {
            // A question does not say what the cell's metadata says: a manifest is known by how it begins.
            var language = languages.Find(block.Selector ?? (ManifestLike().IsMatch(block.Code) ? "yaml" : "csharp"))!;
            if (cursor >= block.CodeStart && (block.Selector is null || block.CodeStart > block.ArgumentsStart + block.RawArguments.Length))
            {
                return (language, new BlockQuestion(block, block.Code, cursor - block.CodeStart, false, Session), block.CodeStart);
            }

            if (block.Selector is not null && cursor >= block.ArgumentsStart)
            {
                var index = Math.Min(cursor - block.ArgumentsStart, block.RawArguments.Length);
                return (language, new BlockQuestion(block, block.RawArguments, index, true, Session), block.ArgumentsStart);
            }
        }

        return null;
    }

    [GeneratedRegex(@"\A(?:\s|#[^!\n]*\n|---)*(?:apiVersion|kind)\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex ManifestLike();

    [GeneratedRegex(@"^[ \t]*#![A-Za-z][\w#-]*", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SelectorLike();
}
