using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace Learn.Jupyter.CSharp;

/// <summary>The session's cells as Roslyn's language services see them: a chain of script projects, the cell being written at its end.</summary>
internal sealed class CellWorkspace : IDisposable
{
    private readonly AdhocWorkspace _workspace = new(MefHostServices.DefaultHost);
    private readonly CSharpCompilationOptions _options;
    private readonly List<MetadataReference> _references;
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private Solution _accepted;
    private ProjectId? _last;
    private int _count;

    public CellWorkspace(CSharpEngineOptions options)
    {
        _options = ScriptReferences.OptionsFor(options);
        _references = [.. ScriptReferences.For(options)];
        _accepted = _workspace.CurrentSolution;
    }

    /// <summary>Adds a cell that later ones see, with the assemblies that it brought.</summary>
    public void Accept(string code, IEnumerable<string> references)
    {
        _references.AddRange(references.Where(_paths.Add).Select(path => MetadataReference.CreateFromFile(path)));
        (_accepted, var document) = With(code);
        _last = document.ProjectId;
        _count++;
    }

    /// <summary>The document of a cell that is being written.</summary>
    public Document Document(string code)
    {
        var (solution, document) = With(code);
        return solution.GetDocument(document)!;
    }

    public void Dispose() => _workspace.Dispose();

    private (Solution Solution, DocumentId Document) With(string code)
    {
        var project = ProjectId.CreateNewId();
        var document = DocumentId.CreateNewId(project);
        var name = $"cell{_count}";
        var info = ProjectInfo.Create(
            project, VersionStamp.Default, name, name, LanguageNames.CSharp,
            compilationOptions: _options.WithScriptClassName($"Submission#{_count}"),
            parseOptions: ScriptReferences.Parse.WithDocumentationMode(DocumentationMode.Parse),
            metadataReferences: _references,
            projectReferences: _last is null ? [] : [new ProjectReference(_last)],
            isSubmission: true);
        var text = TextLoader.From(TextAndVersion.Create(SourceText.From(code, Encoding.UTF8), VersionStamp.Default));
        return (_accepted.AddProject(info)
            .AddDocument(DocumentInfo.Create(document, name, sourceCodeKind: SourceCodeKind.Script, loader: text)), document);
    }
}
