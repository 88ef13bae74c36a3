using System.Text;
using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>What one cell publishes. Small pieces of a stream are put together; everything keeps its order.</summary>
internal sealed class CellOutput : ICellOutput, IDisposable
{
    // A person sees no difference; a loop that prints single characters makes 50 messages a second instead of a million.
    private static readonly TimeSpan StreamPause = TimeSpan.FromMilliseconds(20);
    private const int LargePiece = 32 * 1024;

    private readonly Lock gate = new();
    private readonly StringBuilder pending = new();
    private readonly Publisher publisher;
    private readonly byte[] parent;
    private readonly bool isSilent;
    private readonly Func<string, bool, CancellationToken, Task<string>> ask;
    private readonly CancellationToken interruption;
    private readonly Timer timer;
    private string streamName = "stdout";

    public CellOutput(
        Publisher publisher, byte[] parent, bool isSilent, Func<string, bool, CancellationToken, Task<string>> ask, CancellationToken interruption)
    {
        (this.publisher, this.parent, this.isSilent, this.ask, this.interruption) = (publisher, parent, isSilent, ask, interruption);
        timer = new Timer(_ => FlushInTime());
    }

    public void WriteStream(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (name is not ("stdout" or "stderr"))
        {
            throw new ArgumentException("a stream is stdout or stderr", nameof(name));
        }

        // In pieces: the front ends may take their time for each, and an interrupt is heard between them.
        for (var start = 0; start < text.Length && !isSilent && publisher.WaitForRoom(interruption); start += LargePiece)
        {
            Append(name, text.AsSpan(start, Math.Min(LargePiece, text.Length - start)));
        }
    }

    public void Display(DisplayData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Publish("display_data", Shown(data));
    }

    public void UpdateDisplay(DisplayData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.DisplayId is null)
        {
            throw new ArgumentException("an update needs the display id of what it changes", nameof(data));
        }

        Publish("update_display_data", Shown(data));
    }

    public void ClearOutput(bool wait) => Publish("clear_output", new JsonObject { ["wait"] = wait });

    public Task<string> RequestInputAsync(string prompt, bool isPassword, CancellationToken cancellationToken = default)
    {
        Flush();
        return ask(prompt, isPassword, cancellationToken);
    }

    /// <summary>Publishes in the order of the outputs, how the cell ended: also when it was interrupted because nobody reads.</summary>
    public void Conclude(string type, JsonObject content)
    {
        if (isSilent)
        {
            return;
        }

        lock (gate)
        {
            FlushLocked();
            publisher.Publish(type, parent, content);
        }
    }

    private void Publish(string type, JsonObject content)
    {
        if (!isSilent && publisher.WaitForRoom(interruption))
        {
            Conclude(type, content);
        }
    }

    private void Append(string name, ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            if (name != streamName)
            {
                FlushLocked();
                streamName = name;
            }

            var wasEmpty = pending.Length == 0;
            pending.Append(text);
            if (pending.Length >= LargePiece)
            {
                FlushLocked(isWhole: false);
            }
            else if (wasEmpty)
            {
                Schedule();
            }
        }
    }

    /// <summary>Sends what has been written so far.</summary>
    public void Flush()
    {
        lock (gate)
        {
            FlushLocked();
        }
    }

    /// <summary>Ends the cell. What still runs may go on writing: it is sent at once.</summary>
    public void Dispose()
    {
        Flush();
        timer.Dispose();
    }

    private static JsonObject Shown(DisplayData data)
    {
        var transient = new JsonObject();
        if (data.DisplayId is not null)
        {
            transient["display_id"] = JsonText.WellFormed(data.DisplayId);
        }

        var content = new JsonObject().WithBundle(data.Content);
        content["transient"] = transient;
        return content;
    }

    private void Schedule()
    {
        try
        {
            if (timer.Change(StreamPause, Timeout.InfiniteTimeSpan))
            {
                return;
            }
        }
        catch (ObjectDisposedException)
        {
            // The cell has ended.
        }

        FlushLocked();
    }

    // What is not whole may end between the two halves of a character; the second half is then still to come.
    private void FlushLocked(bool isWhole = true)
    {
        var length = pending.Length;
        if (!isWhole && length > 0 && char.IsHighSurrogate(pending[length - 1]))
        {
            length--;
        }

        if (length > 0)
        {
            publisher.Publish("stream", parent, new JsonObject { ["name"] = streamName, ["text"] = JsonText.WellFormed(pending.ToString(0, length)) });
            pending.Remove(0, length);
        }
    }

    private void FlushInTime()
    {
        lock (gate)
        {
            FlushLocked(isWhole: false);
            if (pending.Length > 0)
            {
                Schedule();
            }
        }
    }
}
