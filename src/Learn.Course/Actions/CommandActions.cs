using Learn.Sandbox;

namespace Learn.Course;

/// <summary>Shell commands in hosts of the lab.</summary>
/// <param name="lab">The lab.</param>
internal sealed class CommandActions(Lab lab)
{
    // Says which command of a script it was that failed. It stands on the script's first line, so that line numbers stay true.
    private const string Trap = "trap 'echo \"(line $LINENO: $BASH_COMMAND)\" >&2' ERR; ";

    /// <summary>The host in which commands run that do not say where: the first node.</summary>
    public string DefaultHost => $"node/{lab.Nodes[0].Name}";

    /// <summary>Runs a command or a script; the first command that fails ends it.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="CourseException">A command failed; the message has its words.</exception>
    public async Task<string> RunAsync(string script, string? host, CancellationToken cancellationToken)
    {
        string where = string.IsNullOrWhiteSpace(host) ? DefaultHost : host;
        CommandResult result;
        try
        {
            result = await lab.ExecAsync(where, ["bash", "-e", "-c", (IsOneLine(script) ? "" : Trap) + script], cancellationToken: cancellationToken);
        }
        catch (CommandNotFoundException)
        {
            result = await lab.ExecAsync(where, ["sh", "-e", "-c", script], cancellationToken: cancellationToken);
        }

        return result.Succeeded ? result.OutputText : throw new CourseException($"On {where}: {Words(result)}");
    }

    private static bool IsOneLine(string script) => !script.Trim().Contains('\n');

    private static string Words(CommandResult result)
    {
        string said = (result.ErrorText.Trim() is { Length: > 0 } error ? error : result.OutputText.Trim()).Replace("\n", " ", StringComparison.Ordinal);
        return said.Length > 0 ? said : $"the command ended with exit code {result.ExitCode}.";
    }
}
