using System.Buffers;

namespace Learn.Netfilter;

/// <summary>How iptables and kube-proxy write an argument that may contain blanks.</summary>
internal static class QuotedText
{
    // The characters that iptables-save leaves without quotes, see xtables_save_string in libxtables.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("_-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly SearchValues<char> Special = SearchValues.Create(" \t\"\\'");
    private static readonly SearchValues<char> EscapedBySave = SearchValues.Create("\"\\'");

    internal static void Write(ref Utf8Cursor output, string text, TextStyle style)
    {
        bool quoted = text.Length == 0
            || (style == TextStyle.Save ? text.AsSpan().ContainsAnyExcept(Plain) : text.AsSpan().ContainsAny(Special));
        if (!quoted)
        {
            output.Write(text);
            return;
        }

        output.WriteByte((byte)'"');
        if (text.AsSpan().ContainsAny(EscapedBySave))
        {
            WriteEscaped(ref output, text);
        }
        else
        {
            output.Write(text);
        }

        output.WriteByte((byte)'"');
    }

    /// <summary>An argument in quotes if it needs them to stay one argument.</summary>
    internal static string OfArgument(string argument) => argument.Length > 0 && !argument.AsSpan().ContainsAny(Special)
        ? argument
        : $"\"{argument.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static void WriteEscaped(ref Utf8Cursor output, string text)
    {
        int start = 0;
        while (text.AsSpan(start).IndexOfAny(EscapedBySave) is >= 0 and var found)
        {
            output.Write(text.Substring(start, found));
            output.WriteByte((byte)'\\');
            output.WriteByte((byte)text[start + found]);
            start += found + 1;
        }

        output.Write(text[start..]);
    }
}
