namespace Learn.Notebook;

/// <summary>The commands of a block: what stands in the selector line, then each line below.</summary>
internal static class CommandLines
{
    /// <summary>The commands in order, without empty lines and comments; a line that ends in a backslash goes on in the next.</summary>
    public static List<string> Of(CellBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        var commands = new List<string>();
        var begun = "";
        foreach (var line in $"{block.Arguments}\n{block.Code}".ReplaceLineEndings("\n").Split('\n'))
        {
            var text = line.Trim();
            if (begun.Length == 0 && text.StartsWith('#'))
            {
                continue;
            }

            if (text.EndsWith('\\'))
            {
                begun += text[..^1] + " ";
                continue;
            }

            var command = (begun + text).Trim();
            begun = "";
            if (command.Length > 0)
            {
                commands.Add(command);
            }
        }

        return begun.Trim().Length > 0 ? [.. commands, begun.Trim()] : commands;
    }
}
