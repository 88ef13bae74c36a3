namespace Learn.Course;

/// <summary>The places of a lab from which a check sends.</summary>
internal static class Places
{
    private const string Pod = "pod/";

    /// <summary>Why nothing can be sent from a place; null if it is there.</summary>
    /// <exception cref="CourseException">It is a place that no learner can have taken away: the check has a mistake.</exception>
    public static string? Problem(Lab lab, string place)
    {
        string name = place.StartsWith($"{Pod}{Lab.DefaultNamespace}/", StringComparison.Ordinal) ? Pod + place[(Pod.Length + Lab.DefaultNamespace.Length + 1)..] : place;
        if (lab.Places.Contains(name) || lab.Places.Contains($"node/{name}") || lab.Places.Contains(Pod + name))
        {
            return null;
        }

        return name.StartsWith(Pod, StringComparison.Ordinal)
            ? $"There is no {name} that runs, from which to send"
            : throw new CourseException($"There is no place \"{place}\" in the lab. There are: {string.Join(", ", lab.Places.Take(12))}.");
    }
}
