using System.CommandLine;
using Learn.Cli.Commands;
using Learn.Cli.Commands.Course;
using Learn.Cli.Commands.Exercises;
using Learn.Cli.Commands.Workshops;
using Learn.Cli.Labs;
using Learn.Cluster;
using Learn.Course;
using Learn.Notebook;
using Learn.Proxy;
using Learn.Sandbox;

namespace Learn.Cli;

/// <summary>The <c>learn</c> command: parses the words, runs the command, and turns what went wrong into a sentence and an exit code.</summary>
internal static class LearnCommandLine
{
    // A lab that is being ended may wait this long for a helper process that hangs.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(8);

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The words behind <c>learn</c>.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where progress and errors go.</param>
    /// <param name="cancellationToken">Stops the command at once.</param>
    /// <returns>The <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var parsed = BuildRoot(output, error).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync($"learn: {problem.Message}");
            }

            await error.WriteLineAsync($"See '{CommandPath(parsed)} --help'.");
            return ExitCode.BadInput;
        }

        try
        {
            // Exceptions come out here: the library's own handler would print a stack trace.
            // A command that passes signals on to another program handles them itself.
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = output,
                Error = error,
                ProcessTerminationTimeout = parsed.CommandResult.Command is ExecCommand or KernelRunCommand ? null : TerminationTimeout,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("learn: stopped.");
            return ExitCode.Interrupted;
        }
        catch (SandboxUnavailableException e)
        {
            await error.WriteLineAsync($"learn: {e.Message}");
            return ExitCode.MachineLacks;
        }
        catch (CommandNotFoundException e)
        {
            await error.WriteLineAsync($"learn: {e.Message}");
            return ExitCode.MachineLacks;
        }
        catch (WorldEndedException e)
        {
            await error.WriteLineAsync($"learn: {e.Message}");
            return ExitCode.NotSo;
        }
        catch (Exception e) when (e is ManifestException or ProxyConfigurationException or CaseException or LabException or CourseException or SandboxException or NotebookFormatException or InvalidDataException
            or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"learn: {e.Message}");
            return ExitCode.BadInput;
        }
    }

    /// <summary>Makes the tree of all commands, with what their help says.</summary>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where progress and errors go.</param>
    public static RootCommand BuildRoot(TextWriter output, TextWriter error)
    {
        var conversation = new LabConversation(output, error);
        return new("Learn how a Kubernetes Service works, with real iptables rules and real traffic.")
        {
            DemoCommand.Create(output, error),
            UpCommand.Create(output, error, Console.In),
            ListCommand.Create(output, error),
            ExecCommand.Create(error),
            ObjectCommands.Apply(conversation, Console.In),
            ObjectCommands.Get(conversation),
            ObjectCommands.Events(conversation),
            ObjectCommands.Delete(conversation, Console.In),
            RolloutCommands.Scale(conversation),
            RolloutCommands.Rollout(conversation),
            NodeCommands.Cordon(conversation),
            NodeCommands.Uncordon(conversation),
            NodeCommands.Drain(conversation),
            WatchCommand.Create(output, error),
            SyncsCommand.Create(conversation),
            DistributionCommand.Create(conversation, error),
            TraceCommand.Create(conversation),
            DownCommand.Create(output, error),
            RulesCommand.Create(output, error, Console.In),
            ExplainCommand.Create(conversation, output, error, Console.In),
            ListingCommand.Create(conversation, output, error, Console.In),
            WalkCommand.Create(output, conversation, Console.In),
            GraphCommand.Create(conversation, output, error, Console.In),
            FlowsCommand.Create(conversation, output, error, Console.In),
            InspectCommand.Create(output, error, Console.In),
            ExerciseCommand.Create(output, error),
            CourseCommand.Create(output, error),
            WorkshopCommand.Create(output, error, Console.In),
            NotebookCommand.Create(error),
            RunCommand.Create(output, error),
            KernelCommand.Create(output, error),
            DoctorCommand.Create(output),
            BenchCommand.Create(output, error),
        };
    }

    private static string CommandPath(ParseResult parsed)
    {
        var words = new Stack<string>();
        for (System.CommandLine.Parsing.SymbolResult? result = parsed.CommandResult; result is System.CommandLine.Parsing.CommandResult command; result = result.Parent)
        {
            words.Push(command.Parent is null ? "learn" : command.Command.Name);
        }

        return string.Join(' ', words);
    }
}
