using System.CommandLine;
using System.Globalization;
using Learn.Cli.Bench;
using Learn.Cli.Exercises;

namespace Learn.Cli.Commands;

/// <summary><c>learn bench course</c>: how long a learner waits for an exercise and for a verdict.</summary>
internal static class BenchCourseCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also writes the figures to this file.", HelpName = "FILE" };
        var command = new Command("course", "Starts, checks, solves and checks each exercise, and measures.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (lines, measurements) = await new CourseBenchmark(ExerciseAtHand.LoadCourse(), new LineProgress(error)).RunAsync(cancellationToken);
            var table = new TextTable("exercise", "start (ms)", "check (ms)", "check when solved (ms)");
            foreach (var line in lines)
            {
                table.Add(line.Exercise, Number(line.Start), Number(line.Check), Number(line.SolvedCheck));
            }

            await output.WriteLineAsync(table.ToString());
            BenchReport.WriteTable(Terminal.Create(output), measurements);
            if (parsed.GetValue(json) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, BenchReport.ToJson(measurements), cancellationToken);
            }

            return measurements.All(measurement => measurement.ReachesGoal) ? ExitCode.Done : ExitCode.NotSo;
        });
        return command;
    }

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
