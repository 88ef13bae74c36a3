using System.Text;
using System.Text.Json.Nodes;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Writes what a cell shows into the notebook, as a front end would store it.</summary>
internal sealed class StoredCellOutput(StoredOutputs stored, JsonArray outputs) : ICellOutput
{
    private readonly StringBuilder pending = new();
    private JsonObject? stream;
    private bool clearsBeforeNext;

    public void WriteStream(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return;
        }

        lock (stored.Gate)
        {
            BeforeOutput();
            if (stream is null || (string?)stream["name"] != name)
            {
                Settle();
                EndStream();
                stream = new JsonObject { ["name"] = name, ["output_type"] = "stream", ["text"] = new JsonArray() };
                outputs.Add((JsonNode)stream);
            }

            pending.Append(text);
        }
    }

    /// <summary>Ends the stretch of text that is being written: its lines are known now.</summary>
    public void Settle()
    {
        lock (stored.Gate)
        {
            if (stream is not null)
            {
                stream["text"] = MultilineText.Lines(pending.ToString());
            }
        }
    }

    public void Display(DisplayData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        lock (stored.Gate)
        {
            BeforeOther();
            outputs.Add((JsonNode)stored.Display(data));
        }
    }

    public void UpdateDisplay(DisplayData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.DisplayId is null)
        {
            throw new ArgumentException("an update needs the display id of what it changes", nameof(data));
        }

        lock (stored.Gate)
        {
            stored.Update(data);
        }
    }

    public void ClearOutput(bool wait)
    {
        lock (stored.Gate)
        {
            clearsBeforeNext = wait;
            if (!wait)
            {
                Clear();
            }
        }
    }

    public Task<string> RequestInputAsync(string prompt, bool isPassword, CancellationToken cancellationToken = default) =>
        Task.FromException<string>(new InputRefusedException());

    /// <summary>Adds how the cell ended.</summary>
    public void Conclude(CellResult result, int executionCount)
    {
        lock (stored.Gate)
        {
            if (result.Value is { } value)
            {
                BeforeOther();
                outputs.Add((JsonNode)StoredOutputs.Result(value, executionCount));
            }
            else if (result.Error is { } error)
            {
                BeforeOther();
                outputs.Add((JsonNode)StoredOutputs.Error(error));
            }
        }
    }

    private void BeforeOutput()
    {
        if (clearsBeforeNext)
        {
            Clear();
            clearsBeforeNext = false;
        }
    }

    private void BeforeOther()
    {
        BeforeOutput();
        Settle();
        EndStream();
    }

    private void Clear()
    {
        outputs.Clear();
        EndStream();
    }

    private void EndStream()
    {
        stream = null;
        pending.Clear();
    }
}
