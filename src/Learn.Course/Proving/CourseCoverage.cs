using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>Which lessons and exercises cover which beliefs (<c>exercises/beliefs.yaml</c>) and which features of kube-proxy (<c>docs/examples/features</c>).</summary>
/// <param name="Beliefs">Each belief's number, and the ids of those that put it to the test.</param>
/// <param name="Features">Each feature's name, and the ids of those that show it.</param>
/// <param name="Problems">Numbers and names that are covered but do not exist, and files that cannot be read.</param>
public sealed record CourseCoverage(
    ImmutableSortedDictionary<int, ImmutableArray<string>> Beliefs, ImmutableSortedDictionary<string, ImmutableArray<string>> Features, ImmutableArray<string> Problems)
{
    /// <summary>The beliefs that nothing puts to the test.</summary>
    public IEnumerable<int> MissingBeliefs => Beliefs.Where(pair => pair.Value.Length == 0).Select(pair => pair.Key);

    /// <summary>The features that nothing shows.</summary>
    public IEnumerable<string> MissingFeatures => Features.Where(pair => pair.Value.Length == 0).Select(pair => pair.Key);

    /// <summary>As claims.</summary>
    public ImmutableArray<ProofResult> Results =>
    [
        new("beliefs", $"each of {Beliefs.Count} beliefs is put to the test", !MissingBeliefs.Any(), List(MissingBeliefs)),
        new("features", $"each of {Features.Count} features is shown", !MissingFeatures.Any(), List(MissingFeatures)),
        new("coverage", "what is covered exists", Problems.Length == 0, string.Join("; ", Problems)),
    ];

    /// <summary>Looks at a course. Without <c>docs/examples/features</c> (a hand-out) there are no features to cover.</summary>
    public static CourseCoverage Of(CourseCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var problems = new List<string>();
        var covered = catalog.Lessons.Select(lesson => (Id: $"lesson {lesson.Id}", Covers: Read(() => lesson.Definition.Covers, problems)))
            .Concat(catalog.Exercises.Select(exercise => (Id: $"exercise {exercise.Id}", Covers: Read(() => exercise.Definition.Covers, problems)))).ToList();
        var beliefs = Read(() => catalog.Beliefs.Keys.ToList(), problems);
        string folder = Path.Combine(catalog.Folder, "docs", "examples", "features");
        var features = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).ToList() : null;
        foreach (var (id, covers) in covered)
        {
            problems.AddRange(covers.Beliefs.Where(belief => beliefs.Count > 0 && !beliefs.Contains(belief)).Select(belief => $"{id}: there is no belief {belief}"));
            problems.AddRange(covers.Features.Where(feature => features?.Contains(feature) == false).Select(feature => $"{id}: there is no feature {feature}"));
        }

        return new CourseCoverage(
            beliefs.ToImmutableSortedDictionary(belief => belief, belief => (ImmutableArray<string>)[.. covered.Where(each => each.Covers.Beliefs.Contains(belief)).Select(each => each.Id)]),
            (features ?? []).ToImmutableSortedDictionary(feature => feature, feature => (ImmutableArray<string>)[.. covered.Where(each => each.Covers.Features.Contains(feature)).Select(each => each.Id)]),
            [.. problems]);
    }

    private static T Read<T>(Func<T> read, List<string> problems)
        where T : new()
    {
        try
        {
            return read();
        }
        catch (CourseException problem)
        {
            problems.Add(problem.Message);
            return new T();
        }
    }

    private static string List<T>(IEnumerable<T> missing) => missing.Any() ? $"nothing does it for: {string.Join(", ", missing)}" : "";
}
