using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>The way of a cell to its output, on which a figure meets the library that draws it.</summary>
/// <param name="output">The output.</param>
/// <param name="library">The notebook's library.</param>
internal sealed class FigureOutput(ICellOutput output, FigureLibrary library) : ICellOutput
{
    public void WriteStream(string name, string text) => output.WriteStream(name, text);

    public void Display(DisplayData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        library.Accompany(data.Content, output);
        output.Display(data);
    }

    public void UpdateDisplay(DisplayData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        library.Accompany(data.Content, output);
        output.UpdateDisplay(data);
    }

    public void ClearOutput(bool wait)
    {
        library.Cleared();
        output.ClearOutput(wait);
    }

    public Task<string> RequestInputAsync(string prompt, bool isPassword, CancellationToken cancellationToken = default) =>
        output.RequestInputAsync(prompt, isPassword, cancellationToken);
}
