namespace Learn.Netfilter;

/// <summary>A text without effect: <c>-m comment --comment</c>.</summary>
/// <param name="Text">The text without quotes, at most 255 bytes in the kernel.</param>
public sealed record CommentMatch(string Text) : Match
{
    internal override MatchKind Kind => MatchKind.Comment;
}
