namespace Learn.Jupyter.CSharp;

/// <summary>The way from a cell to its output, which is closed when the cell is given up.</summary>
internal sealed class CellOutputGate(ICellOutput? output) : ICellOutput
{
    private volatile bool _isClosed = output is null;

    public void Close() => _isClosed = true;

    public void WriteStream(string name, string text)
    {
        if (!_isClosed && text.Length > 0)
        {
            output!.WriteStream(name, text);
        }
    }

    public void Display(DisplayData data)
    {
        if (!_isClosed)
        {
            output!.Display(data);
        }
    }

    public void UpdateDisplay(DisplayData data)
    {
        if (!_isClosed)
        {
            output!.UpdateDisplay(data);
        }
    }

    public void ClearOutput(bool wait)
    {
        if (!_isClosed)
        {
            output!.ClearOutput(wait);
        }
    }

    public Task<string> RequestInputAsync(string prompt, bool isPassword, CancellationToken cancellationToken = default) =>
        _isClosed ? Task.FromException<string>(new InputRefusedException()) : output!.RequestInputAsync(prompt, isPassword, cancellationToken);
}
