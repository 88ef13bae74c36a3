using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Learn.Documents.Tests.Blocks;

/// <summary>What the tests look at in a document: its blocks, and the code within its sentences.</summary>
/// <param name="Blocks">The blocks, in order.</param>
/// <param name="Code">The code in sentences and tables, with its line.</param>
/// <param name="Mistakes">Blocks and marks that are not as CONTRIBUTING.md has them.</param>
internal sealed record DocumentText(IReadOnlyList<DocumentBlock> Blocks, IReadOnlyList<(int Line, string Code)> Code, IReadOnlyList<string> Mistakes)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    public static DocumentText Read(string markdown)
    {
        var mistakes = new List<string>();
        var blocks = new List<DocumentBlock>();
        var marks = new List<BlockMark>();
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var block in document.Descendants<LeafBlock>().OrderBy(block => block.Span.Start))
        {
            int line = block.Line + 1;
            switch (block)
            {
                case HtmlBlock { Type: HtmlBlockType.Comment } comment:
                    ReadMark(comment, line, marks, mistakes);
                    continue;
                case FencedCodeBlock fence:
                    blocks.Add(new DocumentBlock((fence.Info ?? "").Split(' ')[0], TextOf(fence), line, [.. marks]));
                    break;
                case CodeBlock:
                    mistakes.Add($"line {line}: an indented block; put ``` around it and say what it is (sh, yaml, csharp, notebook, text)");
                    break;
                default:
                    mistakes.AddRange(marks.Select(mark => $"line {line}: the mark \"{mark.Kind} {mark.Detail}\" above it belongs to no block"));
                    break;
            }

            marks.Clear();
        }

        var code = document.Descendants<CodeInline>().Select(inline => (inline.Line + 1, inline.Content)).ToList();
        return new DocumentText(blocks, code, mistakes);
    }

    private static void ReadMark(HtmlBlock comment, int line, List<BlockMark> marks, List<string> mistakes)
    {
        try
        {
            if (BlockMark.Read(TextOf(comment)) is { } mark)
            {
                marks.Add(mark);
            }
        }
        catch (FormatException e)
        {
            mistakes.Add($"line {line}: {e.Message}");
        }
    }

    private static string TextOf(LeafBlock block) => string.Concat(block.Lines.Lines.Take(block.Lines.Count).Select(line => line.ToString() + "\n"));
}
