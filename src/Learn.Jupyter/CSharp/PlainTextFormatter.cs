namespace Learn.Jupyter.CSharp;

/// <summary>Shows a value as its text.</summary>
public sealed class PlainTextFormatter : IValueFormatter
{
    /// <inheritdoc/>
    public MimeBundle? Format(object? value) => MimeBundle.Text(value?.ToString() ?? "null");
}
