using System.CommandLine;

namespace Learn.Cli.Commands.Exercises;

/// <summary><c>learn exercise</c>: the course's exercises in a terminal.</summary>
internal static class ExerciseCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error) => new("exercise", "Exercises that check themselves: start one, work on it in a lab of its own, check it.")
    {
        ExerciseListCommand.Create(output),
        ExerciseStartCommand.Create(output, error),
        ExerciseCheckCommand.Create(output),
        ExerciseWatchCommand.Create(output, error),
        ExerciseAnswerCommand.Create(output),
        ExerciseHelpCommands.Hint(output),
        ExerciseHelpCommands.Solution(output),
        ExerciseResetCommand.Create(output, error),
        ExerciseStopCommand.Create(output, error),
    };

    /// <summary>The exercise that must be named.</summary>
    public static Argument<string> Id() => new("ID") { Description = "The exercise: its number or its name, such as 07." };

    /// <summary>The exercise that may be left out.</summary>
    public static Argument<string?> IdOrOnly() => new("ID") { Description = "The exercise: its number or its name, such as 07. Default: the one that runs.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The option for the lab of an exercise.</summary>
    public static Option<string?> Lab() => new("--lab") { Description = "The name of the exercise's lab. Default: exercise-NN.", HelpName = "NAME" };

    /// <summary>The option for the folder of the learner's files.</summary>
    public static Option<string?> Folder() => new("--folder") { Description = "The folder for your files. Default: learn-exercises/NN-name.", HelpName = "FOLDER" };
}
