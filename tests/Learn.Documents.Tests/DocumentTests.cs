using Learn.Architecture.Tests;
using Learn.Documents.Tests.Blocks;
using Learn.Documents.Tests.Running;
using Learn.Documents.Tests.Syntax;

namespace Learn.Documents.Tests;

/// <summary>Every document, done by somebody who types what it says. The rules for writers are in CONTRIBUTING.md.</summary>
public sealed class DocumentTests
{
    /// <summary>A newcomer's pages: there the command is the real one, which looks at the machine and builds.</summary>
    private static readonly string[] Newcomers = ["README.md", "docs/quick-start.md"];

    public static TheoryData<string> EveryDocument => [.. Documents.All];

    /// <summary>All, or while one is being written only those that <c>LEARN_DOCUMENT</c> names a part of.</summary>
    public static TheoryData<string> DocumentsWithBlocks =>
        [.. Documents.All.Where(document => document.Contains(Environment.GetEnvironmentVariable("LEARN_DOCUMENT") ?? "", StringComparison.Ordinal) && DocumentText.Read(Documents.Read(document)).Blocks.Count > 0)];

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Blocks_are_marked_as_the_rules_have_it(string document) =>
        Findings.None(DocumentText.Read(Documents.Read(document)).Mistakes.Select(mistake => $"{document}, {mistake}"));

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Commands_and_cells_in_sentences_are_there_with_their_options(string document) =>
        Findings.None(from code in DocumentText.Read(Documents.Read(document)).Code
                      let problem = InlineCode.Problem(code.Code)
                      where problem is not null
                      select $"{document}, line {code.Line}: `{code.Code}`: {problem}");

    [Theory]
    [MemberData(nameof(DocumentsWithBlocks))]
    public async Task What_it_says_works(string document)
    {
        await using var reader = await Reader.ComeAsync(usesWrapper: Documents.AreBuiltByLearn && Newcomers.Contains(document));
        await using var run = new DocumentRun(reader, DocumentText.Read(Documents.Read(document)).Blocks);
        var problem = await run.ProblemAsync();
        Assert.True(problem is null, $"{document}, {problem}");
    }
}
