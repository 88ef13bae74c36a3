using System.Text;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Bytes as a dump: where, in hexadecimal, and as ASCII.</summary>
internal static class HexDump
{
    private const int PerLine = 16;

    /// <summary>The dump of the first bytes.</summary>
    /// <param name="head">The first bytes, at least.</param>
    /// <param name="length">The number of all bytes.</param>
    public static MimeBundle Of(ReadOnlySpan<byte> head, int length)
    {
        var shown = head[..Math.Min(head.Length, DisplayLimits.Bytes)];
        var text = new StringBuilder(FormattableString.Invariant($"{length:N0} byte{(length == 1 ? "" : "s")}"));
        for (var start = 0; start < shown.Length; start += PerLine)
        {
            var line = shown[start..Math.Min(start + PerLine, shown.Length)];
            text.Append('\n').Append(FormattableString.Invariant($"{start:x4}  "));
            for (var i = 0; i < PerLine; i++)
            {
                text.Append(i < line.Length ? FormattableString.Invariant($"{line[i]:x2} ") : "   ");
            }

            text.Append(' ');
            foreach (var each in line)
            {
                text.Append(each is >= 0x20 and < 0x7f ? (char)each : '.');
            }
        }

        text.Append(shown.Length < length ? FormattableString.Invariant($"\n… ({length - shown.Length:N0} bytes more)") : "");
        return MimeBundle.Text(text.ToString()).With("text/html", new HtmlOutput().Block(text.ToString()).ToString());
    }
}
