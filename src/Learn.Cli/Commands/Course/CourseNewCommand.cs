using System.CommandLine;
using Learn.Cli.Course;
using Learn.Cli.Exercises;

namespace Learn.Cli.Commands.Course;

/// <summary><c>learn course new</c>: a skeleton for authors.</summary>
internal static class CourseNewCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output) => new("new", "Adds an exercise or a lesson that works as it stands, to be changed piece by piece; or begins a course of your own.")
    {
        CourseOf(output),
        Of("exercise", "Adds an exercise with the next number: definition, start state, solution, a wrong attempt.", output, name =>
        {
            string folder = Skeleton.WriteExercise(ExerciseAtHand.LoadCourse(), name);
            string number = Path.GetFileName(folder)[..2];
            return $"{Shown(folder)} works as it stands: ./learn course check {number}\nChange it piece by piece until no TODO is left. docs/authoring.md tells how.";
        }),
        Of("lesson", "Adds a lesson with the next number: a notebook, and the file with its predictions and questions.", output, name =>
        {
            string notebook = Skeleton.WriteLesson(ExerciseAtHand.LoadCourse(), name);
            return $"{Shown(notebook)}, and beside it the YAML file with its predictions and questions. Run it, which stores its outputs: ./learn run {Shown(notebook)}\n"
                + "Change it piece by piece until no TODO is left. docs/authoring.md tells how.";
        }),
    };

    private static Command CourseOf(TextWriter output)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Where the course is to be, such as the clone of a repository of yours; made if it is not there." };
        var command = new Command("course", "Begins a course of your own, with one exercise that works as it stands.") { folder };
        command.SetAction(async (parsed, _) =>
        {
            var target = parsed.GetRequiredValue(folder);
            string exercise = Skeleton.WriteCourse(target.FullName);
            await output.WriteLineAsync($"{target.FullName} is a course now, with exercises/{Path.GetFileName(exercise)}. Prove it from there: learn course check\n"
                + "docs/authoring.md tells how exercises are written, docs/ci.md how they are checked whenever somebody pushes.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Of(string kind, string description, TextWriter output, Func<string, string> write)
    {
        var name = new Argument<string>("NAME") { Description = "Its name without the number: lower-case letters, digits, hyphens." };
        var command = new Command(kind, description) { name };
        command.SetAction(async (parsed, _) =>
        {
            await output.WriteLineAsync(write(parsed.GetRequiredValue(name)));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
