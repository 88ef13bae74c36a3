using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>An exercise with the words and numbers that were drawn for one learner.</summary>
/// <param name="Exercise">The exercise.</param>
/// <param name="Values">What was drawn, by name.</param>
public sealed record DrawnExercise(Exercise Exercise, ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>Draws. The same seed gives the same, on every machine.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="seed">The learner's seed, from the progress file.</param>
    /// <param name="drawing">How often it was drawn anew: 0 the first time.</param>
    /// <exception cref="CourseException">A draw is impossible.</exception>
    public static DrawnExercise For(Exercise exercise, int seed, int drawing = 0)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        return new DrawnExercise(exercise, new ExerciseDrawing(exercise, seed, drawing).Draw());
    }

    /// <summary>A text of the exercise with its values in place. What only a running lab knows stays out: it throws.</summary>
    /// <exception cref="CourseException">The template is wrong, or asks the lab.</exception>
    public string Render(string template) => Render(template, new NoLab());

    /// <summary>A text with its values and what the lab knows in place.</summary>
    /// <exception cref="CourseException">The template is wrong, or the lab does not know what it asks.</exception>
    public string Render(string template, Lab lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        return Render(template, new LabAnswers(lab));
    }

    /// <summary>A text with its values in place, and words for what only a running lab knows: <c>(the cluster IP of web)</c>.</summary>
    /// <exception cref="CourseException">The template is wrong.</exception>
    public string RenderInWords(string template) => Render(template, new LabInWords());

    /// <summary>
    /// A question of the exercise with all its texts rendered. With a lab its right answer, too; without one that stays a template, and words stand for what
    /// the lab knows.
    /// </summary>
    /// <param name="id">The question.</param>
    /// <param name="lab">The lab; null for none.</param>
    /// <exception cref="CourseException">There is no such question, or a template of it is wrong.</exception>
    public QuestionDefinition Question(string id, Lab? lab = null)
    {
        var question = QuestionList.Find(Exercise.Definition.Questions, id, "question", $"exercise {Exercise.Number}");
        string Text(string template) => lab is null ? RenderInWords(template) : Render(template, lab);
        return question with
        {
            Ask = Text(question.Ask),
            Options = [.. question.Options.Select(option => option with { Text = Text(option.Text), Feedback = Text(option.Feedback) })],
            Answer = lab is null || question.Answer is null ? question.Answer : Render(question.Answer, lab),
            Right = Text(question.Right),
            Wrong = Text(question.Wrong),
        };
    }

    private string Render(string template, ILabQuestions lab)
    {
        ArgumentNullException.ThrowIfNull(template);
        try
        {
            return CourseTemplate.Render(template, Values, lab);
        }
        catch (CourseException problem)
        {
            throw new CourseException($"{Exercise.Id}: {problem.Message}", problem);
        }
    }
}
