namespace Learn.Netfilter;

/// <summary>Finds what two sequences have in common in the same order.</summary>
internal static class RuleAlignment
{
    // Beyond this the table of lengths would need too much memory, and nobody reads that many differences one by one.
    private const long MaxCells = 16_000_000;

    /// <summary>Pairs of equal places, increasing on both sides.</summary>
    internal static List<(int Expected, int Actual)> Find(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var pairs = new List<(int, int)>();
        int start = 0;
        while (start < expected.Count && start < actual.Count && expected[start] == actual[start])
        {
            pairs.Add((start, start));
            start++;
        }

        int tail = 0;
        while (tail < expected.Count - start && tail < actual.Count - start && expected[^(tail + 1)] == actual[^(tail + 1)])
        {
            tail++;
        }

        FindInside(expected, actual, start, expected.Count - tail, actual.Count - tail, pairs);
        for (int index = tail; index > 0; index--)
        {
            pairs.Add((expected.Count - index, actual.Count - index));
        }

        return pairs;
    }

    // The longest common subsequence, by the lengths of those of all endings.
    private static void FindInside(
        IReadOnlyList<string> expected, IReadOnlyList<string> actual, int start, int expectedEnd, int actualEnd, List<(int, int)> pairs)
    {
        int rows = expectedEnd - start, columns = actualEnd - start;
        if (rows == 0 || columns == 0 || (long)rows * columns > MaxCells)
        {
            return;
        }

        var lengths = new int[rows + 1, columns + 1];
        for (int row = rows - 1; row >= 0; row--)
        {
            for (int column = columns - 1; column >= 0; column--)
            {
                lengths[row, column] = expected[start + row] == actual[start + column]
                    ? lengths[row + 1, column + 1] + 1
                    : Math.Max(lengths[row + 1, column], lengths[row, column + 1]);
            }
        }

        for (int row = 0, column = 0; row < rows && column < columns;)
        {
            if (expected[start + row] == actual[start + column])
            {
                pairs.Add((start + row++, start + column++));
            }
            else if (lengths[row + 1, column] >= lengths[row, column + 1])
            {
                row++;
            }
            else
            {
                column++;
            }
        }
    }
}
