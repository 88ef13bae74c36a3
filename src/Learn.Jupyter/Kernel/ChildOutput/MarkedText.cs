using System.Text;

namespace Learn.Jupyter;

/// <summary>Reads UTF-8 text with marks in between, in pieces that may be cut anywhere.</summary>
/// <param name="mark">The bytes that are no text.</param>
internal sealed class MarkedText(byte[] mark)
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private byte[] held = [];

    /// <summary>Takes a piece; calls back with the texts and marks in it, in order.</summary>
    public void Take(ReadOnlySpan<byte> piece, Action<string> text, Action marked)
    {
        byte[] all = [.. held, .. piece];
        var rest = all.AsSpan();
        for (var at = rest.IndexOf(mark); at >= 0; at = rest.IndexOf(mark))
        {
            Say(rest[..at], text);
            marked();
            rest = rest[(at + mark.Length)..];
        }

        var begun = BegunMark(rest);
        Say(rest[..^begun], text);
        held = rest[^begun..].ToArray();
    }

    /// <summary>How many bytes at the end may be the start of a mark.</summary>
    private int BegunMark(ReadOnlySpan<byte> bytes)
    {
        for (var length = Math.Min(mark.Length - 1, bytes.Length); length > 0; length--)
        {
            if (bytes.EndsWith(mark.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }

    private void Say(ReadOnlySpan<byte> bytes, Action<string> text)
    {
        var characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var count = decoder.GetChars(bytes, characters, flush: false);
        if (count > 0)
        {
            text(new string(characters, 0, count));
        }
    }
}
