using System.Globalization;
using Learn.Course;
using Spectre.Console;

namespace Learn.Cli.Exercises;

/// <summary>Checks an exercise whenever a file of it is saved, until it is passed.</summary>
/// <param name="exercise">The exercise.</param>
/// <param name="console">Where the checks are shown.</param>
/// <param name="error">Where it is said how it is ended.</param>
internal sealed class ExerciseWatch(ExerciseAtHand exercise, IAnsiConsole console, TextWriter error)
{
    private readonly bool hasKeys = !Console.IsInputRedirected && !Console.IsOutputRedirected;
    private CheckReport? last;

    /// <summary>Watches.</summary>
    /// <returns><see cref="ExitCode.Done"/> when the exercise is passed, <see cref="ExitCode.NotSo"/> when the learner has had enough.</returns>
    /// <exception cref="LabException">The exercise does not run, or not any more.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = new ExerciseFolder(exercise.Required().Plan.Folder);
        var watched = new WatchedFolder(folder);
        IReadOnlyList<string> saved = [];
        while (true)
        {
            if (await CheckAsync(saved, cancellationToken))
            {
                return ExitCode.Done;
            }

            await error.WriteLineAsync($"\nWatching {folder.Shown}. {(hasKeys ? "Keys: h hint, c check now, q quit." : "")} Ctrl-C ends it.");
            char key;
            do
            {
                key = '\0';
                saved = await watched.WaitAsync(() => (key = PressedKey()) is 'h' or 'c' or 'q', cancellationToken);
                if (key == 'h')
                {
                    console.WriteLine();
                    MarkdownText.Write(console, await exercise.HintAsync(cancellationToken));
                }
            }
            while (key == 'h');

            if (key == 'q')
            {
                return ExitCode.NotSo;
            }
        }
    }

    // True if it is passed.
    private async Task<bool> CheckAsync(IReadOnlyList<string> saved, CancellationToken cancellationToken)
    {
        CheckOutcome outcome;
        try
        {
            outcome = await CheckOutcome.OfAsync(exercise, cancellationToken);
        }
        catch (CourseException mistake)
        {
            Begin(saved);
            console.MarkupLine($"[red]✗[/] {Markup.Escape(mistake.Message)}");
            return false;
        }

        Begin(saved);
        await new CheckPage(exercise, console).WriteAsync(outcome, cancellationToken);
        TellChanges(outcome.Report);
        last = outcome.Report;
        return outcome.Report.Passed;
    }

    private void Begin(IReadOnlyList<string> saved)
    {
        if (hasKeys)
        {
            console.Clear();
        }

        string when = TimeProvider.System.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        console.WriteLine(saved.Count == 0 ? $"── {when}" : $"── {when} · saved: {string.Join(", ", saved)}");
    }

    private void TellChanges(CheckReport now)
    {
        var before = last?.Results.ToDictionary(result => result.Id, result => result.Verdict) ?? [];
        foreach (var result in now.Results.Where(result => before.TryGetValue(result.Id, out var verdict) && verdict != result.Verdict))
        {
            var (sign, word, colour) = CheckText.Of(result.Verdict);
            console.MarkupLine($"[{colour}]{sign}[/] now {word}, before {CheckText.Of(before[result.Id]).Word}: {Markup.Escape(result.Title)}");
        }

        if (before.Count > 0 && now.Results.All(result => before.GetValueOrDefault(result.Id) == result.Verdict))
        {
            console.WriteLine("Nothing is different from the check before.");
        }
    }

    private char PressedKey() => hasKeys && Console.KeyAvailable ? char.ToLowerInvariant(Console.ReadKey(intercept: true).KeyChar) : '\0';
}
