using System.Text.RegularExpressions;

namespace Learn.Documents.Tests.Running;

/// <summary>
/// Holds what a document shows as output against what came. Numbers and addresses differ from run to run, and columns with them: each number stands for any
/// number, each gap for any gap. <c>…</c> in a line stands for anything in it, a line that is only <c>…</c> for any number of lines.
/// </summary>
internal static partial class ShownOutput
{
    /// <summary>The first line that did not come, in its place; null if all did.</summary>
    public static string? Missing(string shown, string came)
    {
        string[] lines = came.Split('\n');
        int next = 0;
        bool mayLeaveOut = true;
        foreach (string line in shown.Split('\n').Where(line => line.Trim().Length > 0))
        {
            if (line.Trim() == "…")
            {
                mayLeaveOut = true;
                continue;
            }

            var wanted = Pattern(line);
            int found = Array.FindIndex(lines, next, each => wanted.IsMatch(Plain(each)));
            if (found < 0 || (!mayLeaveOut && lines[next..found].Any(each => each.Trim().Length > 0)))
            {
                return line;
            }

            next = found + 1;
            mayLeaveOut = false;
        }

        return null;
    }

    private static Regex Pattern(string line) =>
        new($"^{Number().Replace(Regex.Escape(Plain(line)).Replace("…", ".*", StringComparison.Ordinal), @"\d+")}$", RegexOptions.CultureInvariant);

    private static string Plain(string line) => Gap().Replace(Colour().Replace(line, "").Trim(), " ");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"[ \t]+|─+")]
    private static partial Regex Gap();

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colour();
}
