using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Tags;

namespace Learn.Jupyter.CSharp;

/// <summary>Completion and help for the cell being written. Questions are answered one after the other, also while a cell runs.</summary>
internal sealed class LanguageServices(CSharpEngineOptions options) : IDisposable
{
    private const int MostMatches = 500;
    private readonly SemaphoreSlim _oneQuestion = new(1, 1);
    private readonly List<(string Code, IReadOnlyList<string> References)> _waiting = [];
    private CellWorkspace? _workspace;

    /// <summary>Remembers a cell; it is only looked at when somebody asks.</summary>
    public void Accept(string code, IReadOnlyList<string> references)
    {
        lock (_waiting)
        {
            _waiting.Add((code, references));
        }
    }

    public Task<CompletionResult> CompleteAsync(string code, int cursorPosition, CancellationToken cancellationToken) =>
        AskAsync(code, async document =>
        {
            var index = CodePoints.ToIndex(code, cursorPosition);
            var service = CompletionService.GetService(document)!;
            var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var span = service.GetDefaultCompletionListSpan(text, index);
            var list = await service.GetCompletionsAsync(document, index, cancellationToken: cancellationToken).ConfigureAwait(false);
            var prefix = code[Math.Min(span.Start, index)..index];
            var matches = list.ItemsList
                .Where(item => item.FilterText.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(item => item.FilterText.StartsWith(prefix, StringComparison.Ordinal))
                .ThenBy(item => item.SortText, StringComparer.OrdinalIgnoreCase)
                .Select(item => new CompletionMatch(item.DisplayText, KindOf(item.Tags), item.InlineDescription is { Length: > 0 } more ? more : null))
                .DistinctBy(match => match.Text)
                .Take(MostMatches)
                .ToList();
            return new CompletionResult(matches, CodePoints.FromIndex(code, span.Start), CodePoints.FromIndex(code, Math.Max(index, span.End)));
        }, cancellationToken);

    public Task<InspectionResult> InspectAsync(string code, int cursorPosition, CancellationToken cancellationToken) =>
        AskAsync(code, async document =>
        {
            var index = CodePoints.ToIndex(code, cursorPosition);
            var help = await SignatureHelp.AtAsync(document, index, cancellationToken).ConfigureAwait(false);
            var service = QuickInfoService.GetService(document)!;
            var hover = await service.GetQuickInfoAsync(document, index, cancellationToken).ConfigureAwait(false)
                ?? (index > 0 ? await service.GetQuickInfoAsync(document, index - 1, cancellationToken).ConfigureAwait(false) : null);
            var parts = (hover?.Sections ?? []).Select(section => section.Text).Concat(help).Where(part => part.Length > 0).Distinct(StringComparer.Ordinal).ToList();
            return parts.Count == 0 ? InspectionResult.NotFound : new InspectionResult(MimeBundle.Text(string.Join('\n', parts)));
        }, cancellationToken);

    public void Dispose()
    {
        _workspace?.Dispose();
        _oneQuestion.Dispose();
    }

    private async Task<T> AskAsync<T>(string code, Func<Document, Task<T>> answer, CancellationToken cancellationToken)
    {
        await _oneQuestion.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _workspace ??= new CellWorkspace(options);
            lock (_waiting)
            {
                foreach (var (earlier, references) in _waiting)
                {
                    _workspace.Accept(earlier, references);
                }

                _waiting.Clear();
            }

            return await Task.Run(() => answer(_workspace.Document(PackageDirectives.Find(code).Code)), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _oneQuestion.Release();
        }
    }

    /// <summary>The words that front ends have icons for.</summary>
    private static string? KindOf(IReadOnlyList<string> tags) => (tags.Count > 0 ? tags[0] : "") switch
    {
        WellKnownTags.Method or WellKnownTags.ExtensionMethod => "function",
        WellKnownTags.Property => "property",
        WellKnownTags.Local or WellKnownTags.Parameter or WellKnownTags.RangeVariable => "variable",
        WellKnownTags.Field or WellKnownTags.Constant or WellKnownTags.EnumMember or WellKnownTags.Event => "field",
        WellKnownTags.Class or WellKnownTags.Structure or WellKnownTags.Enum or WellKnownTags.Delegate => "class",
        WellKnownTags.Interface => "interface",
        WellKnownTags.Namespace => "module",
        WellKnownTags.Keyword => "keyword",
        WellKnownTags.Snippet => "snippet",
        _ => null,
    };
}
