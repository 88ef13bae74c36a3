using System.Text;

namespace Learn.Jupyter;

/// <summary>The signatures of the last messages: one that comes again is a recording, since every message has an id of its own.</summary>
internal sealed class SeenSignatures
{
    private const int Remembered = 65536;

    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Queue<string> byAge = new();

    /// <summary>Remembers a signature; false when it was there already.</summary>
    public bool TryAdd(ReadOnlySpan<byte> signature)
    {
        var text = Encoding.ASCII.GetString(signature);
        if (!known.Add(text))
        {
            return false;
        }

        byAge.Enqueue(text);
        if (byAge.Count > Remembered)
        {
            known.Remove(byAge.Dequeue());
        }

        return true;
    }
}
