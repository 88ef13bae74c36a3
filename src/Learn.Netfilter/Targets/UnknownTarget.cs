namespace Learn.Netfilter;

/// <summary>A target that this model does not know, kept as it was written.</summary>
/// <param name="Text">The text after <c>-j</c>, for example <c>NFLOG --nflog-group 1</c>.</param>
public sealed record UnknownTarget(string Text) : Target
{
    internal override TargetKind Kind => TargetKind.Unknown;

    /// <summary>The name of the target alone.</summary>
    public string Name => Text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank ? Text[..blank] : Text;
}
