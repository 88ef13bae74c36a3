using System.Diagnostics;

namespace Learn.Course;

/// <summary>Proves what can be told from the files of an exercise.</summary>
internal static class ExerciseFiles
{
    /// <summary>Proves it.</summary>
    public static IEnumerable<ProofResult> Prove(Exercise exercise, int seed, int seeds)
    {
        var read = Claim(exercise, "its files can be read", () =>
        {
            _ = exercise.Definition;
            _ = exercise.Solution();
            _ = exercise.WrongAttempts();
            return null;
        });
        yield return read;
        if (!read.Holds)
        {
            yield break;
        }

        yield return Claim(exercise, $"every text renders, whatever is drawn ({seeds} seeds)", () => Enumerable.Range(seed, seeds).Select(each => RenderAll(exercise, each)).FirstOrDefault(problem => problem is not null));
        yield return Claim(exercise, "each check that can fail has a hint", () => exercise.Definition.Checks.Where(check => ExerciseHints.HintFor(exercise.Definition, check.Id) is null)
            .Select(check => $"the check {check.Id} has none").FirstOrDefault());
        yield return Claim(exercise, "pictures have alt text", () => Texts(exercise).Select(text => PictureText.FirstWithout(text.Text) is { } picture ? $"{text.Field}: {picture}" : null).FirstOrDefault(problem => problem is not null));
        // A hand-out comes without both.
        if (Directory.Exists(Path.Combine(exercise.Folder, "solution")) || Directory.Exists(Path.Combine(exercise.Folder, "wrong")))
        {
            yield return Claim(exercise, "there are a solution and wrong attempts", () => MissingAttempt(exercise));
        }
    }

    private static string? MissingAttempt(Exercise exercise)
    {
        int wanted = exercise.Definition.Kind is ExerciseKind.Repair or ExerciseKind.Write ? 2 : 1;
        int found = exercise.WrongAttempts().Length;
        return exercise.Solution() is null ? "the folder solution is missing" : found < wanted ? $"{found} wrong attempts; an exercise of this kind has {wanted} or more" : null;
    }

    private static string? RenderAll(Exercise exercise, int seed)
    {
        try
        {
            var drawn = DrawnExercise.For(exercise, seed);
            foreach (var (field, text) in Texts(exercise))
            {
                if (Problem(() => drawn.RenderInWords(text)) is { } problem)
                {
                    return $"seed {seed}: {field}: {problem}";
                }
            }

            return Directory.EnumerateFiles(exercise.Folder, "*", SearchOption.AllDirectories).Where(IsTemplate)
                .Select(file => Problem(() => drawn.RenderInWords(File.ReadAllText(file))) is { } problem ? $"seed {seed}: {Path.GetRelativePath(exercise.Folder, file)}: {problem}" : null)
                .FirstOrDefault(problem => problem is not null);
        }
        catch (CourseException problem)
        {
            return $"seed {seed}: {problem.Message}";
        }
    }

    private static IEnumerable<(string Field, string Text)> Texts(Exercise exercise)
        => DefinitionTexts.Of(exercise.Definition, "exercise.yaml")
            .Concat(exercise.WrongAttempts().Concat(exercise.Solution() is { } solution ? [solution] : []).SelectMany(attempt => DefinitionTexts.Of(attempt.Definition, attempt.Name)))
            .Where(text => !text.Field.Contains(".draw", StringComparison.Ordinal));

    private static bool IsTemplate(string path)
        => Path.GetExtension(path) is ".yaml" or ".yml" or ".sh" && Path.GetFileName(path) is not ("exercise.yaml" or "attempt.yaml");

    private static string? Problem(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (CourseException problem)
        {
            return problem.Message;
        }
    }

    private static ProofResult Claim(Exercise exercise, string claim, Func<string?> findProblem)
    {
        long start = Stopwatch.GetTimestamp();
        string? problem = null;
        problem = Problem(() => problem = findProblem()) ?? problem;
        return new ProofResult(exercise.Id, claim, problem is null, problem ?? "") { Elapsed = Stopwatch.GetElapsedTime(start) };
    }
}
