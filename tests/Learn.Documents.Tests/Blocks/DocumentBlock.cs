namespace Learn.Documents.Tests.Blocks;

/// <summary>A fenced block of a document.</summary>
/// <param name="Language">The first word behind the fence; empty if there is none.</param>
/// <param name="Text">What stands in it, with a line break at the end of each line.</param>
/// <param name="Line">The line of its fence, from 1.</param>
/// <param name="Marks">What its writer says about it.</param>
internal sealed record DocumentBlock(string Language, string Text, int Line, IReadOnlyList<BlockMark> Marks)
{
    /// <summary>Its mark, but for what is prepared and where.</summary>
    public BlockMark Mark => Marks.SingleOrDefault(mark => mark.Kind is not (MarkKind.First or MarkKind.In)) ?? BlockMark.None;

    /// <summary>The folder where it is done, seen from the clone.</summary>
    public string Folder => Marks.SingleOrDefault(mark => mark.Kind == MarkKind.In)?.Detail ?? ".";

    /// <summary>Commands that come before it unseen.</summary>
    public string Preparation => string.Join('\n', Marks.Where(mark => mark.Kind == MarkKind.First).Select(mark => mark.Detail));
}
