using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Learn.Cli.Course;
using Learn.Cli.Exercises;
using Learn.Course;

namespace Learn.Cli.Commands.Course;

/// <summary><c>learn course check</c>: the proof that the course is right.</summary>
internal sealed class CourseCheckCommand : Command
{
    private const int LargestSeed = 1_000_000_000;

    private readonly Argument<string[]> ids = new("ID") { Description = "Exercises and lessons, by number or name. Default: all, with coverage and links.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> notebooks = new("--notebooks") { Description = "Only runs the lessons' notebooks, and compares what they show with what is stored." };
    private readonly Option<bool> exercises = new("--exercises") { Description = "Everything but running the notebooks." };
    private readonly Option<int> seed = NumberOption.Create("--seed", "The learner for whom names and numbers are drawn,", 1, LargestSeed, 1);
    private readonly Option<int?> otherSeed = NumberOption.CreateOptional("--other-seed", "Another learner for whom the solutions must pass as well,", 1, LargestSeed);
    private readonly Option<int> jobs = NumberOption.Create("--jobs", "How many labs run at the same time,", 1, 64, 2);
    private readonly Option<bool> json = CourseCommand.Json();

    private CourseCheckCommand(TextWriter output, TextWriter error)
        : base("check", "Proves the course in real labs: start states fail as recorded, solutions pass, wrong attempts get their messages, notebooks run, links resolve, nothing is left uncovered. Exit code 1 if something is not so.")
    {
        Add(ids);
        Add(exercises);
        Add(notebooks);
        Add(seed);
        Add(otherSeed);
        Add(jobs);
        Add(json);
        Validators.Add(result =>
        {
            if (result.GetValue(notebooks) && result.GetValue(exercises))
            {
                result.AddError("--notebooks and --exercises exclude each other: leave both out for everything.");
            }
        });
        SetAction(async (parsed, cancellationToken) =>
        {
            var report = await ProveAsync(parsed, new ProofText(error), cancellationToken);
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(ProofText.ToJson(report));
            }
            else
            {
                await output.WriteAsync(ProofText.Summary(report));
            }

            return report.Holds ? ExitCode.Done : ExitCode.NotSo;
        });
    }

    /// <summary>Makes the command.</summary>
    public static CourseCheckCommand Create(TextWriter output, TextWriter error) => new(output, error);

    private async Task<ProofReport> ProveAsync(ParseResult parsed, ProofText text, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var catalog = ExerciseAtHand.LoadCourse();
        var results = new List<ProofResult>();
        var options = new CourseProofOptions
        {
            Only = [.. parsed.GetValue(ids) ?? []],
            Seed = parsed.GetValue(seed),
            OtherSeed = parsed.GetValue(otherSeed),
            LabsAtOnce = parsed.GetValue(jobs),
        };
        if (!parsed.GetValue(notebooks))
        {
            results.AddRange((await CourseProof.RunAsync(catalog, options, new SynchronousProgress<ProofResult>(text.Tell), cancellationToken)).Results);
        }

        if (!parsed.GetValue(exercises))
        {
            await new NotebookProof(catalog.Folder, options.LabsAtOnce, result =>
            {
                lock (results)
                {
                    results.Add(result);
                }

                text.Tell(result);
            }).RunAsync(LessonsOf(catalog, options.Only, mustExist: parsed.GetValue(notebooks)), cancellationToken);
        }

        return new ProofReport([.. results], Stopwatch.GetElapsedTime(start));
    }

    private static ImmutableArray<Lesson> LessonsOf(CourseCatalog catalog, ImmutableArray<string> ids, bool mustExist)
    {
        if (ids.Length == 0)
        {
            return catalog.Lessons;
        }

        if (mustExist)
        {
            return [.. ids.Select(catalog.FindLesson).Distinct()];
        }

        // Each id was found already, be it as an exercise or as a lesson.
        return [.. catalog.Lessons.Where(lesson => ids.Any(id => IsNamed(lesson.Id, id.Trim())))];
    }

    private static bool IsNamed(string whole, string id) => id == whole || id.PadLeft(2, '0') == whole[..2] || id == whole[3..];
}
