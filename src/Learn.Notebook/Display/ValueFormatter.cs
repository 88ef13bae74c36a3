using Learn.Jupyter;
using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>Shows values in a notebook.</summary>
internal sealed class ValueFormatter : IValueFormatter
{
    public MimeBundle? Format(object? value) => value is null ? null : MimeBundle.Text(value.ToString() ?? "");
}
