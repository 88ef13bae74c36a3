using System.CommandLine;
using Learn.Cli.Course;
using Learn.Cli.Exercises;

namespace Learn.Cli.Commands.Course;

/// <summary><c>learn course handout</c>: the course without its solutions.</summary>
internal static class CourseHandoutCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Where to; it must not exist yet, or be empty." };
        var command = new Command("handout", "Copies the course without solutions, without wrong attempts, and without the outputs of the notebooks' cells.") { folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetRequiredValue(folder);
            var (exercises, lessons) = await Handout.WriteAsync(ExerciseAtHand.LoadCourse(), target.FullName, cancellationToken);
            await output.WriteLineAsync($"""
                {target}: {CourseText.Count(exercises, "exercise", "exercises")} and {CourseText.Count(lessons, "lesson", "lessons")}, without solutions, wrong attempts and outputs.
                The tools use it where LEARN_COURSE names it, or where one stands in it:
                  LEARN_COURSE={target.FullName} ./learn exercise list
                What a check needs is still in exercise.yaml and in the lessons' YAML files: answers, hints, explanations. Whoever looks there finds them.
                """);
            return ExitCode.Done;
        });
        return command;
    }
}
