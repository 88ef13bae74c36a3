using System.Text;

namespace Learn.Jupyter.Tests.Protocol;

/// <summary>Text with marks in between, cut anywhere.</summary>
public sealed class MarkedTextTests
{
    [Fact]
    public void However_the_bytes_are_cut_the_text_and_the_marks_are_the_same()
    {
        byte[] mark = [0, 7, 7, 0];
        byte[] all = [.. "grün"u8, .. mark, 0, 7, .. "€ and more"u8, .. mark, .. mark, .. "end"u8];
        for (var size = 1; size <= all.Length; size++)
        {
            var reader = new MarkedText(mark);
            var said = new StringBuilder();
            foreach (var piece in all.Chunk(size))
            {
                reader.Take(piece, text => said.Append(text), () => said.Append('|'));
            }

            Assert.Equal("grün|\0\a€ and more||end", said.ToString());
        }
    }
}
