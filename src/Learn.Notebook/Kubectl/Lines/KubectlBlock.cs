using System.Text.RegularExpressions;

namespace Learn.Notebook.Kubectl;

/// <summary>The commands of a block: the one in the selector line, which reads what stands below it, or one per line below it.</summary>
internal static partial class KubectlBlock
{
    /// <summary>The commands, in order.</summary>
    /// <exception cref="CellException">A document that begins with <c>&lt;&lt;EOF</c> has no end.</exception>
    public static IReadOnlyList<KubectlLine> Read(CellBlock block)
    {
        var commands = new List<KubectlLine>();
        var selector = WithoutProgram(block.Arguments);
        if (selector.Length > 0)
        {
            if (ReadsStandardInput(selector))
            {
                return [new KubectlLine(selector, string.IsNullOrWhiteSpace(block.Code) ? null : block.Code, block.LinesBefore)];
            }

            commands.Add(new KubectlLine(selector, null, 0));
        }

        var lines = block.Code.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            while (EndsWithContinuation(line) && i + 1 < lines.Length)
            {
                line = line[..line.LastIndexOf('\\')] + lines[++i];
            }

            line = WithoutProgram(line);
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            commands.Add(HereDocument().Match(line) is { Success: true } here
                ? ReadDocument(lines, ref i, line, here, block.LinesBefore)
                : new KubectlLine(line, null, 0));
        }

        return commands;
    }

    /// <summary>The line without a prompt and the name of the program.</summary>
    public static string WithoutProgram(string line) => line[ProgramLength(line)..].Trim();

    /// <summary>How much of a line stands before the command.</summary>
    public static int ProgramLength(string line) => Program().Match(line).Length;

    /// <summary>Whether a command reads what stands below its line.</summary>
    public static bool ReadsStandardInput(string command) => ReadsInput().IsMatch(WithoutProgram(command).Split(" -- ")[0]);

    private static KubectlLine ReadDocument(string[] lines, ref int index, string line, Match here, int linesBefore)
    {
        var end = here.Groups["word"].Value;
        var first = index + 1;
        for (index = first; index < lines.Length && lines[index].Trim() != end; index++)
        {
        }

        if (index == lines.Length)
        {
            throw new CellException($"error: there is no line \"{end}\" that ends what begins with \"{here.Value.Trim()}\"");
        }

        return new KubectlLine(line.Remove(here.Index, here.Length).Trim(), string.Join('\n', lines[first..index]) + "\n", linesBefore + first);
    }

    private static bool EndsWithContinuation(string line)
    {
        var trimmed = line.TrimEnd();
        var slashes = trimmed.Length - trimmed.TrimEnd('\\').Length;
        return slashes % 2 == 1 && !trimmed.TrimStart().StartsWith('#');
    }

    [GeneratedRegex(@"^\s*(?:\$\s+)?(?:kubectl(?:\s+|$))?", RegexOptions.CultureInvariant)]
    private static partial Regex Program();

    [GeneratedRegex(@"\s*<<-?\s*(?<quote>['""]?)(?<word>\w+)\k<quote>", RegexOptions.CultureInvariant)]
    private static partial Regex HereDocument();

    // "-f -" in its forms, and a command in a pod that is to have input.
    [GeneratedRegex(@"(?:^|\s)(?:-f|--filename)[\s=]?\s*['""]?-['""]?(?:\s|$)|^exec\s(?:.*\s)?(?:-i|-it|-ti|--stdin)(?:\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex ReadsInput();
}
