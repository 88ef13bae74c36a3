namespace Learn;

/// <summary>Compares two lists of lines by their longest common subsequence, after what both begin and end with was set aside.</summary>
internal static class LineDifference
{
    // Beyond that the middle is shown as removed and added as a whole: the lists have too little in common to be worth the time.
    private const long MostCells = 4_000_000;

    /// <summary>The lines of both, in order.</summary>
    public static IReadOnlyList<RestoreLine> Between(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        int start = 0, behind = 0;
        while (start < before.Count && start < after.Count && before[start] == after[start])
        {
            start++;
        }

        while (behind < before.Count - start && behind < after.Count - start && before[^(behind + 1)] == after[^(behind + 1)])
        {
            behind++;
        }

        var lines = new List<RestoreLine>(after.Count);
        lines.AddRange(after.Take(start).Select(line => new RestoreLine(LineMark.Same, line)));
        AddMiddle(lines, [.. before.Skip(start).Take(before.Count - start - behind)], [.. after.Skip(start).Take(after.Count - start - behind)]);
        lines.AddRange(after.Skip(after.Count - behind).Select(line => new RestoreLine(LineMark.Same, line)));
        return lines;
    }

    private static void AddMiddle(List<RestoreLine> lines, string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > MostCells)
        {
            lines.AddRange(before.Select(line => new RestoreLine(LineMark.Removed, line)));
            lines.AddRange(after.Select(line => new RestoreLine(LineMark.Added, line)));
            return;
        }

        int[,] common = new int[before.Length + 1, after.Length + 1];
        for (int i = before.Length - 1; i >= 0; i--)
        {
            for (int j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        int old = 0, now = 0;
        while (old < before.Length || now < after.Length)
        {
            if (old < before.Length && now < after.Length && before[old] == after[now])
            {
                lines.Add(new RestoreLine(LineMark.Same, after[now++]));
                old++;
            }
            else if (now == after.Length || (old < before.Length && common[old + 1, now] >= common[old, now + 1]))
            {
                lines.Add(new RestoreLine(LineMark.Removed, before[old++]));
            }
            else
            {
                lines.Add(new RestoreLine(LineMark.Added, after[now++]));
            }
        }
    }
}
