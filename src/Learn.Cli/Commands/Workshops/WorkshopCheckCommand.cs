using System.CommandLine;
using Learn.Cli.Commands.Course;
using Learn.Cli.Doctor;
using Learn.Cli.Workshops;

namespace Learn.Cli.Commands.Workshops;

/// <summary><c>learn workshop check</c>: a room's machines, from what their people pasted.</summary>
internal static class WorkshopCheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error, TextReader input)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files with what 'learn doctor --json' printed on the machines, one report or many in each, other words around them as they are. - is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = CourseCommand.Json();
        var command = new Command("check", "Checks a room's machines by their reports: which are ready, and what to do at the others. Exit code 1 if one is not ready, or a report cannot be read.") { files, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var reports = new List<DoctorReport>();
            var damaged = new List<string>();
            foreach (string file in parsed.GetRequiredValue(files).Distinct(StringComparer.Ordinal))
            {
                var (found, unreadable) = PastedReports.Read(
                    file == "-" ? await input.ReadToEndAsync(cancellationToken) : await ReadAsync(file, cancellationToken), file == "-" ? "standard input" : file);
                reports.AddRange(found);
                damaged.AddRange(unreadable);
            }

            var room = Room.Of(reports, damaged);
            await output.WriteAsync(parsed.GetValue(json) ? RoomText.ToJson(room) + "\n" : RoomText.Write(room));
            foreach (string problem in room.Damaged)
            {
                await error.WriteLineAsync($"learn: left out: {problem}");
            }

            return room.IsReady ? ExitCode.Done : room.Machines.Length == 0 ? ExitCode.BadInput : ExitCode.NotSo;
        });
        return command;
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"{file} cannot be read: {problem.Message}", problem);
        }
    }
}
