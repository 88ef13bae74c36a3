namespace Learn.Netfilter;

/// <summary>One word of a rule: where it stands, and how it is quoted.</summary>
/// <param name="Start">Index of its first byte, a quote included.</param>
/// <param name="Length">Number of bytes, quotes included.</param>
/// <param name="Quoting">How it is quoted.</param>
internal readonly record struct Word(int Start, int Length, WordQuoting Quoting)
{
    /// <summary>Splits a text at blanks that are not in double quotes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Receives the words; replaced by a longer one if it is too short.</param>
    /// <returns>Number of words, or -1 if a quote is not closed.</returns>
    internal static int Split(ReadOnlySpan<byte> text, ref Word[] words)
    {
        int count = 0, position = 0;
        while (true)
        {
            while (position < text.Length && text[position] is (byte)' ' or (byte)'\t')
            {
                position++;
            }

            if (position >= text.Length)
            {
                return count;
            }

            int length = Measure(text[position..], out var quoting);
            if (length < 0)
            {
                return -1;
            }

            if (count == words.Length)
            {
                Array.Resize(ref words, count * 2);
            }

            words[count++] = new(position, length, quoting);
            position += length;
        }
    }

    /// <summary>The bytes that iptables sees: without quotes and escapes.</summary>
    internal ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text) => Quoting switch
    {
        WordQuoting.None => text.Slice(Start, Length),
        WordQuoting.Plain => text.Slice(Start + 1, Length - 2),
        _ => Unquoted(text.Slice(Start, Length)),
    };

    private static int Measure(ReadOnlySpan<byte> text, out WordQuoting quoting)
    {
        quoting = WordQuoting.None;
        int position = 0;
        while (true)
        {
            int found = text[position..].IndexOfAny((byte)' ', (byte)'"', (byte)'\t');
            if (found < 0)
            {
                return text.Length;
            }

            position += found;
            if (text[position] != '"')
            {
                return position;
            }

            // A second quoted part, or text around the quotes, is allowed, but nothing prints it.
            quoting = quoting == WordQuoting.None && position == 0 ? WordQuoting.Plain : WordQuoting.Mixed;
            position++;
            while (true)
            {
                int end = text[position..].IndexOfAny((byte)'"', (byte)'\\');
                if (end < 0 || position + end + 1 > text.Length)
                {
                    return -1;
                }

                position += end + 1;
                if (text[position - 1] == '"')
                {
                    break;
                }

                quoting = WordQuoting.Mixed;
                position++;
                if (position > text.Length)
                {
                    return -1;
                }
            }

            if (position < text.Length && text[position] is not ((byte)' ' or (byte)'\t'))
            {
                quoting = WordQuoting.Mixed;
            }
        }
    }

    private static byte[] Unquoted(ReadOnlySpan<byte> text)
    {
        byte[] value = new byte[text.Length];
        int length = 0;
        bool inQuotes = false;
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '"')
            {
                inQuotes = !inQuotes;
                continue;
            }

            if (inQuotes && text[index] == '\\' && index + 1 < text.Length)
            {
                index++;
            }

            value[length++] = text[index];
        }

        return value[..length];
    }
}
