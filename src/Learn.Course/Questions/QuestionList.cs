using System.Collections.Immutable;
using Learn.Cluster;

namespace Learn.Course;

/// <summary>Finds questions by their ids.</summary>
internal static class QuestionList
{
    /// <exception cref="CourseException">There is no such one; the message names those that are there.</exception>
    public static QuestionDefinition Find(ImmutableArray<QuestionDefinition> questions, string id, string kind, string where)
    {
        ArgumentNullException.ThrowIfNull(id);
        return questions.FirstOrDefault(question => string.Equals(question.Id, id, StringComparison.OrdinalIgnoreCase)) ?? throw new CourseException(
            questions.Length == 0 ? $"The {where} has no {kind}."
            : Suggestion.Nearest(id, questions.Select(question => question.Id)) is { } near ? $"The {where} has no {kind} \"{id}\". Did you mean \"{near}\"?"
            : $"The {where} has no {kind} \"{id}\". It has: {string.Join(", ", questions.Select(question => question.Id))}.");
    }
}
