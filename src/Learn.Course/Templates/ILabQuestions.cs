using Fluid.Values;

namespace Learn.Course;

/// <summary>Who answers what a template asks the lab.</summary>
internal interface ILabQuestions
{
    /// <summary>Answers.</summary>
    /// <param name="filter">What is asked: a name of <see cref="LabFilters.Names"/>.</param>
    /// <param name="subject">Of what: a Service, a Pod, a node, a selector.</param>
    /// <param name="arguments">What stands behind the colon.</param>
    /// <exception cref="CourseException">It is not known.</exception>
    FluidValue Answer(string filter, string subject, IReadOnlyList<string> arguments);
}
