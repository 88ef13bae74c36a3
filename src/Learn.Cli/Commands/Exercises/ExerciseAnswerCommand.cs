using System.CommandLine;
using Learn.Cli.Exercises;

namespace Learn.Cli.Commands.Exercises;

/// <summary><c>learn exercise answer</c>: an answer to one of an exercise's questions.</summary>
internal static class ExerciseAnswerCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output)
    {
        var id = ExerciseCommand.Id();
        var question = new Argument<string>("QUESTION") { Description = "The question's name, as it stands before it." };
        var value = new Argument<string[]>("VALUE") { Description = "The answer: a number, a word, letters as in a,c.", Arity = ArgumentArity.OneOrMore };
        var lab = ExerciseCommand.Lab();
        var command = new Command("answer", "Answers a question of an exercise, as if it were written into answers.yaml. The check tells whether it is right.") { id, question, value, lab };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var exercise = await ExerciseAtHand.FindAsync(parsed.GetRequiredValue(id), parsed.GetValue(lab), cancellationToken);
            string asked = parsed.GetRequiredValue(question);
            string given = string.Join(' ', parsed.GetRequiredValue(value));
            exercise.Session.Answer(asked, given);
            new ExerciseFolder(exercise.Running?.Plan.Folder ?? ExerciseFolder.UsualPlace(exercise.Exercise)).Answer(asked, given);
            await output.WriteLineAsync($"Noted: {asked}: {given}. ./learn exercise check {exercise.Exercise.Number} tells whether it is right.");
            return ExitCode.Done;
        });
        return command;
    }
}
