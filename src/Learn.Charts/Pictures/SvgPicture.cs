namespace Learn;

/// <summary>A picture in SVG: one element, without scripts, with both themes, and with a text that says the same.</summary>
/// <param name="Svg">The element, UTF-8 text that begins with <c>&lt;svg</c>.</param>
/// <param name="AlternativeText">What the picture shows, in words.</param>
public sealed record SvgPicture(string Svg, string AlternativeText)
{
    /// <inheritdoc/>
    public override string ToString() => AlternativeText;
}
