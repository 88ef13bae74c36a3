using System.Diagnostics.CodeAnalysis;

namespace Learn.Notebook.Kubectl;

/// <summary>Reads <c>app=web,tier=front</c>.</summary>
internal static class LabelPairs
{
    /// <summary>Whether it can be read.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Dictionary<string, string>? labels)
    {
        var pairs = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(pair => pair.Split('=', 2)).ToList();
        labels = null;
        if (pairs.Count == 0 || pairs.Exists(pair => pair.Length != 2 || pair[0].Length == 0))
        {
            return false;
        }

        labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            labels[pair[0]] = pair[1];
        }

        return true;
    }

    /// <summary>Labels of a flag.</summary>
    /// <exception cref="CellException">They cannot be read.</exception>
    public static Dictionary<string, string> Read(string flag, string text) =>
        TryRead(text, out var labels) ? labels : throw KubectlErrors.Mistake($"--{flag}={text}: expected KEY=VALUE[,KEY=VALUE…]");
}
