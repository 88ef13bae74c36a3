using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Learn.Jupyter.CSharp;

/// <summary>Compiles cells, each against those before it.</summary>
internal sealed class SubmissionCompiler
{
    private static readonly EmitOptions WithSymbols = new(debugInformationFormat: DebugInformationFormat.PortablePdb);
    private readonly CSharpCompilationOptions _options;
    private readonly SubmissionLoadContext _context = new();
    private ImmutableArray<MetadataReference> _newReferences;
    private readonly bool _writesChecks;
    private int _count;
    private int _names;
    private readonly string _session = Guid.NewGuid().ToString("N");
    private CSharpCompilation? _empty;

    public SubmissionCompiler(CSharpEngineOptions options)
    {
        _newReferences = ScriptReferences.For(options);
        foreach (var path in options.References)
        {
            _context.Know(Path.GetFullPath(path));
        }

        _options = ScriptReferences.OptionsFor(options);
        _writesChecks = options.WritesChecks;
    }

    /// <summary>The last cell that later ones build on; null before the first.</summary>
    public CSharpCompilation? Last { get; private set; }

    /// <summary>
    /// Compiles next to nothing against a single assembly. Done beside the first cell: while that one looks through its two hundred references, the rest of
    /// the compiler is loaded.
    /// </summary>
    public static void WarmUp()
    {
        var tree = CSharpSyntaxTree.ParseText("foreach (var c in \"ab\") { c.ToString(); }\n1 + 1", ScriptReferences.Parse);
        var compilation = CSharpCompilation.CreateScriptCompilation(
            "warm-up", tree, [MappedMetadata.Reference(typeof(object).Assembly.Location)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), returnType: typeof(object));
        Checked(tree, compilation);
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        compilation.Emit(assembly, symbols, options: WithSymbols);
    }

    public void KnowNative(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            _context.KnowNative(path);
        }
    }

    public void AddReference(string path)
    {
        _newReferences = _newReferences.Add(MappedMetadata.Reference(path));
        _empty = null;
        _context.Know(path);
    }

    /// <summary>Compiles a cell; the state is not changed before <see cref="Accept"/>.</summary>
    public CompiledCell Compile(string code, string name, CancellationToken cancellationToken)
    {
        var text = SourceText.From(code, Encoding.UTF8);
        var tree = CSharpSyntaxTree.ParseText(text, ScriptReferences.Parse, name, cancellationToken);
        var compilation = Compilation(tree);
        var checkedTree = _writesChecks ? Checked(tree, compilation) : tree;
        var isChecked = checkedTree != tree;
        if (!isChecked)
        {
            return Finish(compilation, compilation, text, [], cancellationToken);
        }

        // Messages come from the author's text; the checks must neither add one nor take one away.
        var diagnostics = compilation.GetDiagnostics(cancellationToken);
        if (diagnostics.Any(each => each.Severity == DiagnosticSeverity.Error))
        {
            return new CompiledCell(null, DiagnosticText.From(diagnostics, text), null, false);
        }

        var withChecks = Finish(compilation.ReplaceSyntaxTree(tree, checkedTree), compilation, text, diagnostics, cancellationToken);
        return withChecks.Compilation is null
            ? Finish(compilation, compilation, text, [], cancellationToken)
            : withChecks with { IsChecked = true };
    }

    /// <summary>Makes a cell one that later cells build on.</summary>
    public void Accept(CompiledCell cell)
    {
        Last = cell.Compilation!;
        _count++;
        // A compilation inherits the references of those before it. Given again, they would double with each cell.
        _newReferences = [];
        _empty = null;
    }

    private CompiledCell Finish(
        CSharpCompilation compilation, CSharpCompilation written, SourceText text, ImmutableArray<Diagnostic> known, CancellationToken cancellationToken)
    {
        var root = (CompilationUnitSyntax)written.SyntaxTrees[0].GetRoot(cancellationToken);
        if (root.Members.Count == 0)
        {
            var found = compilation.GetDiagnostics(cancellationToken);
            return new CompiledCell(HasError(found) ? null : compilation, DiagnosticText.From(found, text), null, false)
            {
                Written = text.ToString(), Declares = root.Usings.Count > 0 || root.Externs.Count > 0 || root.GetReferenceDirectives().Count > 0,
            };
        }

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: WithSymbols, cancellationToken: cancellationToken);
        var diagnostics = DiagnosticText.From(known.IsEmpty ? emitted.Diagnostics : known, text);
        if (!emitted.Success)
        {
            return new CompiledCell(null, diagnostics, null, false);
        }

        foreach (var reference in compilation.DirectiveReferences.OfType<PortableExecutableReference>())
        {
            _context.Know(reference.FilePath!);
        }

        assembly.Position = 0;
        symbols.Position = 0;
        var entry = compilation.GetEntryPoint(cancellationToken)!;
        var declares = Declares(compilation, root);
        if (declares)
        {
            _empty = null; // Its name is taken now, also if the cell is not accepted.
        }

        var factory = (declares ? _context.LoadSubmission(assembly, symbols) : _context.LoadForOnce(assembly, symbols)).GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)!
            .CreateDelegate<Func<object[], Task<object>>>();
        return new CompiledCell(compilation, diagnostics, factory, HasValue(written, root)) { Written = text.ToString(), Declares = declares };
    }

    // Matching two hundred references with each other takes longer than compiling a small cell. Cells with the same ones before them
    // grow out of one empty cell, and share what it found.
    private CSharpCompilation Compilation(SyntaxTree tree) => (_empty ??= EmptyCell()).AddSyntaxTrees(tree);

    private CSharpCompilation EmptyCell()
    {
        var empty = CSharpCompilation.CreateScriptCompilation(
            string.Create(CultureInfo.InvariantCulture, $"cell#{_names++}-{_session}"), null, _newReferences, _options.WithScriptClassName(string.Create(CultureInfo.InvariantCulture, $"Submission#{_count}")), Last, typeof(object));
        _ = empty.Assembly;
        return empty;
    }

    private static SyntaxTree Checked(SyntaxTree tree, CSharpCompilation compilation)
    {
        var root = tree.GetRoot();
        var rewritten = new CheckRewriter(compilation.GetSemanticModel(tree)).Visit(root);
        return rewritten == root ? tree : tree.WithRootAndOptions(rewritten, tree.Options);
    }

    private static bool HasError(ImmutableArray<Diagnostic> diagnostics) => diagnostics.Any(each => each.Severity == DiagnosticSeverity.Error);

    // Each cell in the chain costs those after it time and memory; one that declares nothing need not be in it.
    private static bool Declares(CSharpCompilation compilation, CompilationUnitSyntax root) =>
        root.Usings.Count > 0 || root.Externs.Count > 0 || root.GetReferenceDirectives().Count > 0
        || root.Members.Any(member => member is not GlobalStatementSyntax)
        || compilation.ScriptClass!.GetMembers().Any(member => !member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: MethodKind.Constructor });

    private static bool HasValue(CSharpCompilation compilation, CompilationUnitSyntax root)
    {
        var model = compilation.GetSemanticModel(root.SyntaxTree);
        return root.Members[^1] is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }
            ? model.GetTypeInfo(last.Expression).Type?.SpecialType != SpecialType.System_Void
            : root.Members.OfType<GlobalStatementSyntax>()
                .SelectMany(member => member.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
                .OfType<ReturnStatementSyntax>().Any(each => each.Expression is not null);
    }
}
