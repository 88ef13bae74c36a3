using System.Text;
using Learn.Jupyter;

namespace Learn.Notebook.Tests.Talk;

/// <summary>What a cell has shown.</summary>
internal sealed class Shown : ICellOutput
{
    private readonly Lock gate = new();
    private readonly StringBuilder stdout = new();
    private readonly StringBuilder stderr = new();
    private readonly List<DisplayData> displays = [];

    public string Stdout
    {
        get
        {
            lock (gate)
            {
                return stdout.ToString();
            }
        }
    }

    public string Stderr
    {
        get
        {
            lock (gate)
            {
                return stderr.ToString();
            }
        }
    }

    /// <summary>Displays in order, each as it was updated last.</summary>
    public IReadOnlyList<DisplayData> Displays
    {
        get
        {
            lock (gate)
            {
                return [.. displays];
            }
        }
    }

    public int Updates { get; private set; }

    public Func<string, bool, string>? Answer { get; init; }

    public void WriteStream(string name, string text)
    {
        lock (gate)
        {
            (name == "stderr" ? stderr : stdout).Append(text);
        }
    }

    public void Display(DisplayData data)
    {
        lock (gate)
        {
            displays.Add(data);
        }
    }

    public void UpdateDisplay(DisplayData data)
    {
        lock (gate)
        {
            Updates++;
            for (var i = 0; i < displays.Count; i++)
            {
                displays[i] = displays[i].DisplayId == data.DisplayId ? data : displays[i];
            }
        }
    }

    public void ClearOutput(bool wait)
    {
        lock (gate)
        {
            stdout.Clear();
            stderr.Clear();
            displays.Clear();
        }
    }

    public Task<string> RequestInputAsync(string prompt, bool isPassword, CancellationToken cancellationToken = default) =>
        Answer is null ? Task.FromException<string>(new InputRefusedException()) : Task.FromResult(Answer(prompt, isPassword));
}
