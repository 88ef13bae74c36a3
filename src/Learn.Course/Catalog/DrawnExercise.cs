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
    public static DrawnExercise For(Exercise exercise, int seed, int drawing = 0) => throw new NotImplementedException();

    /// <summary>A text of the exercise with its values in place. What only a running lab knows stays out: it throws.</summary>
    /// <exception cref="CourseException">The template is wrong, or asks the lab.</exception>
    public string Render(string template) => throw new NotImplementedException();

    /// <summary>A text with its values and what the lab knows in place.</summary>
    /// <exception cref="CourseException">The template is wrong, or the lab does not know what it asks.</exception>
    public string Render(string template, Lab lab) => throw new NotImplementedException();
}
