namespace Learn.Notebook.Kubectl;

/// <summary>Flags that stand before the command, as in <c>kubectl -n kube-system get pods</c>.</summary>
internal static class LeadingFlags
{
    /// <summary>Those flags with their values, and the words from the command on.</summary>
    public static (IReadOnlyList<string> Flags, IReadOnlyList<string> Words) Split(IReadOnlyList<string> words)
    {
        var count = 0;
        while (count < words.Count && words[count].Length > 1 && words[count][0] == '-' && Find(words[count]) is { } flag)
        {
            bool hasValue = words[count].Contains('=') || (words[count][1] != '-' && words[count].Length > 2);
            count += flag.TakesNextWord && !hasValue ? 2 : 1;
        }

        count = Math.Min(count, words.Count);
        return ([.. words.Take(count)], [.. words.Skip(count)]);
    }

    private static Flag? Find(string word) => word.StartsWith("--", StringComparison.Ordinal)
        ? KubectlFlags.Global.FirstOrDefault(flag => flag.Name == word[2..].Split('=')[0])
        : KubectlFlags.Global.FirstOrDefault(flag => flag.Letter == word[1]);
}
