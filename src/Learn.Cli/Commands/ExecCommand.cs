using System.CommandLine;
using Learn.Cli.Labs;
using Learn.Cli.Native;
using Learn.Sandbox;

namespace Learn.Cli.Commands;

/// <summary><c>learn exec</c>: any program, anywhere in a lab.</summary>
internal sealed class ExecCommand : Command
{
    private const string Explanation = """
        Runs a program in a place of a lab, from any terminal: toolbox (a host among the pods), client (outside the cluster), node/NAME, pod/NAME
        or pod/NAMESPACE/NAME. Its standard streams and its exit code are those of this command; 127 says that there is no such program. On a
        terminal and without a COMMAND it opens a shell.
        """;

    // Files that the command names are those that one sees here.
    private static readonly CommandOptions Here = new() { WorkingDirectory = Environment.CurrentDirectory };

    private readonly TextWriter error;
    private readonly Argument<string> target = new("TARGET") { Description = "Where." };
    private readonly Argument<string[]> words = new("COMMAND") { Description = "The program and its arguments, behind --.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> lab = LabOption.Create();
    private readonly Option<bool> stdin = new("--stdin", "-i") { Description = "Passes on what is typed here. (Files and pipes are passed on without it.)" };
    private readonly Option<bool> tty = new("--tty", "-t") { Description = "Runs it on a terminal of its own, for programs that talk with a person." };

    private ExecCommand(TextWriter error)
        : base("exec", Explanation)
    {
        this.error = error;
        Add(target);
        Add(words);
        Add(lab);
        Add(stdin);
        Add(tty);
        SetAction(RunAsync);
    }

    /// <summary>Makes the command.</summary>
    public static ExecCommand Create(TextWriter error) => new(error);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string[] arguments = parsed.GetValue(words) ?? [];
        bool wantsTerminal = parsed.GetValue(tty) || (arguments.Length == 0 && RawTerminal.IsThere);
        if (arguments.Length == 0 && !wantsTerminal)
        {
            await error.WriteLineAsync("learn: say what to run: learn exec TARGET -- COMMAND. (Without a COMMAND it opens a shell, for which this is no terminal.)");
            return ExitCode.BadInput;
        }

        if (wantsTerminal && !RawTerminal.IsThere)
        {
            await error.WriteLineAsync("learn: --tty needs a terminal, and standard input or output is none.");
            return ExitCode.BadInput;
        }

        await using var world = await World.JoinAsync(LabChoice.NameOf(parsed.GetValue(lab)), cancellationToken);
        var host = await ExecTarget.FindAsync(world, parsed.GetRequiredValue(target), cancellationToken);
        try
        {
            return wantsTerminal
                ? await RunOnTerminalAsync(host, arguments, cancellationToken)
                : await new ExecRun(host, arguments, Here).RunAsync(parsed.GetValue(stdin) || Console.IsInputRedirected, cancellationToken);
        }
        catch (CommandNotFoundException missing)
        {
            await error.WriteLineAsync($"learn: {missing.Message}");
            return ExitCode.NoSuchProgram;
        }
    }

    private static async Task<int> RunOnTerminalAsync(Host host, string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length > 0)
        {
            return await new TerminalRun(host, arguments, Here).RunAsync(cancellationToken);
        }

        // The prompt says where one is, whatever the user's own start-up files make of it.
        var shell = Here with { Environment = new Dictionary<string, string?> { ["PROMPT_COMMAND"] = $"PS1='({host.Name}) \\w\\$ '; unset PROMPT_COMMAND" } };
        try
        {
            return await new TerminalRun(host, ["bash"], shell).RunAsync(cancellationToken);
        }
        catch (CommandNotFoundException)
        {
            return await new TerminalRun(host, ["sh"], Here).RunAsync(cancellationToken);
        }
    }
}
