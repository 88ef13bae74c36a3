using Learn.Architecture.Tests;
using Learn.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Learn.Documents.Tests.Reference;

/// <summary>The pages in <c>docs/reference/api</c> say what the sources say. <c>LEARN_ACCEPT=1</c> writes them.</summary>
public sealed class ReferenceTests
{
    private const string Folder = "docs/reference/api";

    public static TheoryData<string> Libraries => [.. ApiLibrary.All.Select(library => library.Name)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_librarys_page_is_current(string name) =>
        Current($"{name}.md", ApiPage.Of(ApiLibrary.All.Single(library => library.Name == name), new ApiLinks(name, ApiLibrary.All)));

    [Fact]
    public void The_index_is_current_and_there_are_no_other_pages()
    {
        Current("README.md", ApiPage.Index(ApiLibrary.All));
        Assert.Equal(ApiLibrary.All.Select(library => $"{Folder}/{library.Name}.md").Append($"{Folder}/README.md").Order(StringComparer.Ordinal), Repository.Files(Folder, "*"));
    }

    [Fact]
    public void Examples_in_doc_comments_compile_or_can_be_read()
    {
        var links = new ApiLinks("", ApiLibrary.All);
        var examples = ApiLibrary.All.SelectMany(library => library.Types).SelectMany(type => DocComment.Of(type, links).Examples).ToList();
        Assert.Contains(examples, example => example.Contains("Lab.StartAsync", StringComparison.Ordinal));
        Assert.Contains(examples, ApiPage.IsYaml);
        Findings.None(examples.SelectMany(Mistakes));
    }

    private static IEnumerable<string> Mistakes(string example)
    {
        if (ApiPage.IsYaml(example))
        {
            LabManifest.Read(example, "the example");
            return [];
        }

        // What the reader of an example has already: a lab, unless it starts one, and a manifest.
        string lab = example.Contains("var lab", StringComparison.Ordinal) ? "" : "Lab lab, ";
        var tree = CSharpSyntaxTree.ParseText($"using System; using System.Threading.Tasks; using Learn; static class Example {{ static async Task RunAsync({lab}string yaml) {{\n{example}\n}} }}", cancellationToken: TestContext.Current.CancellationToken);
        return CSharpCompilation.Create("example", [tree], ApiLibrary.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error).Select(each => $"{each}\n{example}");
    }

    private static void Current(string file, string text)
    {
        string path = Repository.PathTo(Folder, file);
        if (Environment.GetEnvironmentVariable("LEARN_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"There is no {path}. LEARN_ACCEPT=1 before this test program writes it.");
        Assert.True(File.ReadAllText(path) == text, $"{Folder}/{file} is not what the sources say now. LEARN_ACCEPT=1 before this test program writes it anew.");
    }
}
