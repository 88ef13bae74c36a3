using Fluid.Values;

namespace Learn.Course;

/// <summary>No lab is at hand: whoever asks it, errs.</summary>
internal sealed class NoLab : ILabQuestions
{
    /// <inheritdoc/>
    public FluidValue Answer(string filter, string subject, IReadOnlyList<string> arguments)
        => throw new CourseException($"\"{subject}\" | {filter} asks the lab, and there is no lab here: only texts, checks, answers and actions may ask it.");
}
