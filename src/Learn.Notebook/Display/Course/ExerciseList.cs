using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>The exercises of the course to choose from.</summary>
/// <param name="Exercises">The exercises.</param>
/// <param name="Progress">What the learner has done.</param>
internal sealed record ExerciseList(IReadOnlyList<Exercise> Exercises, LearnerProgress Progress)
{
    private const string How = "`#!exercise` with a number starts one: it builds a lab for it in the place of this notebook's.";

    /// <summary>The list in its forms.</summary>
    public MimeBundle ToBundle()
    {
        if (Exercises.Count == 0)
        {
            return new CourseNote("The course has no exercises", "There is nothing in its folder `exercises`.").ToBundle();
        }

        var html = CourseHtml.Begin().Element("div", "Exercises", "title");
        ProgressRows.Exercises(Exercises, Of).WriteTo(html);
        return MimeBundle.Text($"{ProgressRows.Exercises(Exercises, Of, ProgressRows.WidestTitleOfText).ToText()}\n{MarkdownPlain.Of(How)}")
            .With(Forms.Html, html.Sentence(How).Finish());
    }

    private ExerciseProgress? Of(Exercise exercise) => Progress.Exercises.GetValueOrDefault(exercise.Id);
}
