namespace Learn.Jupyter;

/// <summary>The <c>language_info</c> of the protocol: how front ends name, colour and export cells.</summary>
/// <param name="Name">As notebooks store it, such as <c>C#</c>.</param>
/// <param name="Version">The version of the language.</param>
/// <param name="MimeType">Of a file in this language, such as <c>text/x-csharp</c>.</param>
/// <param name="FileExtension">With its dot, such as <c>.cs</c>.</param>
public sealed record LanguageInfo(string Name, string Version, string MimeType, string FileExtension)
{
    /// <summary>The lexer of Pygments, where it is not called like <see cref="Name"/>.</summary>
    public string? PygmentsLexer { get; init; }

    /// <summary>The mode of CodeMirror, where it is not called like <see cref="Name"/>.</summary>
    public string? CodeMirrorMode { get; init; }

    /// <summary>The exporter of nbconvert, where the general one for scripts does not do.</summary>
    public string? NbConvertExporter { get; init; }
}
