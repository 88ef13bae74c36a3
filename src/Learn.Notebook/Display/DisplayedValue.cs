using Learn.Jupyter;
using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>Something shown that can be changed where it stands. Made by <see cref="NotebookFunctions.display"/>.</summary>
public sealed class DisplayedValue
{
    private readonly ICellOutput output;
    private readonly IReadOnlyList<string> mimeTypes;

    private DisplayedValue(ICellOutput output, IReadOnlyList<string> mimeTypes)
    {
        this.output = output;
        this.mimeTypes = mimeTypes;
        DisplayId = Guid.NewGuid().ToString("n");
    }

    /// <summary>The name by which front ends know it.</summary>
    public string DisplayId { get; }

    /// <summary>The forms that were asked for; empty for all.</summary>
    public IReadOnlyCollection<string> MimeTypes => mimeTypes;

    /// <summary>Shows something else in its place, also from another cell or from a task that outlives its cell.</summary>
    /// <param name="value">What to show; null is shown as the word.</param>
    public void Update(object? value) => Update(ValueFormatter.FormatAny(value, mimeTypes));

    internal static DisplayedValue Show(object? value, IReadOnlyList<string> mimeTypes) => Show(ValueFormatter.FormatAny(value, mimeTypes), mimeTypes);

    internal static DisplayedValue Show(MimeBundle content, IReadOnlyList<string> mimeTypes)
    {
        var output = CellContext.Current.Output;
        var shown = new DisplayedValue(output, mimeTypes);
        output.Display(new DisplayData(content) { DisplayId = shown.DisplayId });
        return shown;
    }

    internal void Update(MimeBundle content)
    {
        // The cell that changes it may be another than the one that showed it, which may have been given up meanwhile.
        var now = CellContext.Current is { Name.Length: > 0 } running ? running.Output : output;
        now.UpdateDisplay(new DisplayData(content) { DisplayId = DisplayId });
    }
}
