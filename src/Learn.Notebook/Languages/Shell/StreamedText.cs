using System.Text;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Writes bytes of UTF-8 to a cell's stream as they come, however they are cut.</summary>
internal sealed class StreamedText(ICellOutput output, string name) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();

    public void Write(ReadOnlyMemory<byte> bytes) => Write(bytes.Span, isLast: false);

    /// <summary>Writes what is left of a character that was cut short.</summary>
    public void Dispose() => Write([], isLast: true);

    private void Write(ReadOnlySpan<byte> bytes, bool isLast)
    {
        lock (gate)
        {
            var characters = new char[decoder.GetCharCount(bytes, isLast)];
            decoder.GetChars(bytes, characters, isLast);
            if (characters.Length > 0)
            {
                output.WriteStream(name, new string(characters));
            }
        }
    }
}
