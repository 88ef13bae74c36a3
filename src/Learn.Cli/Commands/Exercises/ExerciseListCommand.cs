using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Learn.Cli.Exercises;
using Learn.Course;

namespace Learn.Cli.Commands.Exercises;

/// <summary><c>learn exercise list</c>: the exercises, and how far the learner is.</summary>
internal static class ExerciseListCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "Prints them as JSON." };
        var command = new Command("list", "Lists the exercises, and how far you are.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var catalog = ExerciseAtHand.LoadCourse();
            var progress = ProgressStore.Default().Read();
            var lines = catalog.Exercises.Select(exercise => LineOf(exercise, progress.Exercises.GetValueOrDefault(exercise.Id))).ToList();
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(lines, Json));
                return ExitCode.Done;
            }

            var table = new TextTable("number", "title", "kind", "minutes", "state");
            foreach (var line in lines)
            {
                table.Add(line.Number, line.Title, line.Kind, line.Minutes.ToString(CultureInfo.InvariantCulture), line.Words);
            }

            await output.WriteLineAsync(table.ToString());
            await output.WriteLineAsync($"\n{lines.Count(line => line.State == "passed")} of {lines.Count} passed. ./learn exercise start NUMBER starts one.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Line LineOf(Exercise exercise, ExerciseProgress? done)
    {
        int tries = done?.Tries.Length ?? 0;
        string counted = $"{tries} {(tries == 1 ? "try" : "tries")}";
        var (state, words) = done switch
        {
            null => ("new", "-"),
            { Passed: not null } => ("passed", $"✓ passed ({counted})"),
            _ => ("started", tries == 0 ? "… started" : $"… started ({counted})"),
        };
        return new Line(exercise.Id, exercise.Number, exercise.Definition.Title, exercise.Definition.Kind.ToString().ToLowerInvariant(), exercise.Definition.Minutes, state, tries, done?.Passed) { Words = words };
    }

    /// <summary>A line of the list.</summary>
    private sealed record Line(string Id, string Number, string Title, string Kind, int Minutes, string State, int Tries, DateTimeOffset? Passed)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string Words { get; init; } = "";
    }
}
