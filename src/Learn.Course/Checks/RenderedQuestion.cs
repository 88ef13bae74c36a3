namespace Learn.Course;

/// <summary>Finds the question of a check and puts values in place.</summary>
internal static class RenderedQuestion
{
    /// <summary>The question with all its texts rendered, but for <see cref="QuestionDefinition.Answer"/>.</summary>
    /// <exception cref="CourseException">The exercise has no such question.</exception>
    public static QuestionDefinition Find(string id, CheckContext context)
    {
        var questions = context.Drawn.Exercise.Definition.Questions;
        var found = questions.FirstOrDefault(question => question.Id == id)
            ?? throw new CourseException($"The exercise has no question \"{id}\". There are: {string.Join(", ", questions.Select(question => question.Id))}.");
        return found with
        {
            Ask = context.Text(found.Ask),
            Right = context.Text(found.Right),
            Wrong = context.Text(found.Wrong),
            Options = [.. found.Options.Select(option => option with { Text = context.Text(option.Text), Feedback = context.Text(option.Feedback) })],
        };
    }
}
