using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>What a cell shows, handed to a host that is not ours.</summary>
internal sealed class HostedOutput(HostDisplay display, Action<string> write) : ICellOutput
{
    public void WriteStream(string name, string text) => write(text);

    public void Display(DisplayData data) => display(FormsOf(data.Content), data.DisplayId);

    public void UpdateDisplay(DisplayData data) => display(FormsOf(data.Content), data.DisplayId);

    // The old host has no such request.
    public void ClearOutput(bool wait)
    {
    }

    public Task<string> RequestInputAsync(string prompt, bool isPassword, CancellationToken cancellationToken = default) =>
        Task.FromException<string>(new InputRefusedException());

    public static IReadOnlyDictionary<string, string> FormsOf(MimeBundle bundle) =>
        bundle.Data.Keys.ToDictionary(mimeType => mimeType, mimeType => bundle.TextOf(mimeType) ?? "", StringComparer.Ordinal);
}
