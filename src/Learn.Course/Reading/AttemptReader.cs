using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>Reads attempts: a folder with an <c>attempt.yaml</c>, or one with files to apply.</summary>
internal static class AttemptReader
{
    private const string FileName = "attempt.yaml";

    /// <exception cref="CourseException">It cannot be read.</exception>
    public static Attempt Read(string folder, ExerciseDefinition exercise, bool isWrong)
    {
        string path = Path.Combine(folder, FileName);
        string shown = ShownName(folder, isWrong);
        if (!File.Exists(path))
        {
            return isWrong
                ? throw new CourseException($"{shown}: {FileName} is missing; a wrong attempt says in it how it must fail (fails: {{check: …, says: …}}).")
                : new Attempt(Path.GetFileName(folder), folder, new AttemptDefinition { Actions = ActionsOf(folder, shown) });
        }

        var file = CourseFile.Read(path, $"{shown}/{FileName}");
        var attempt = new DefinitionBinder(file).Bind<AttemptDefinition>();
        var rules = new AttemptRules(file, exercise);
        rules.Check(attempt, isWrong);
        file.Finish();
        // What only adds words, answers or a failure still applies the files beside it.
        return new Attempt(Path.GetFileName(folder), folder, file.Has("actions") ? attempt : attempt with { Actions = ActionsOf(folder, shown) });
    }

    /// <summary>Whether a file of a start, a solution or an attempt is one to apply: a manifest or a script.</summary>
    public static bool CanBeApplied(string path) => Path.GetFileName(path) != FileName && Path.GetExtension(path) is ".yaml" or ".yml" or ".sh";

    private static ImmutableArray<ActionDefinition> ActionsOf(string folder, string shown)
        => [.. Directory.EnumerateFiles(folder).Where(CanBeApplied).Order(StringComparer.Ordinal).Select(file => ActionOf(file, shown))];

    private static ActionDefinition ActionOf(string path, string shown)
    {
        string name = Path.GetFileName(path);
        if (Path.GetExtension(path) != ".sh")
        {
            return new ActionDefinition { Apply = name };
        }

        string text = File.ReadAllText(path);
        return new ActionDefinition { Run = text, On = ScriptPlace.Of(text) ?? throw new CourseException($"{shown}/{name}: its first comment must say where it runs: # on: node/node-1") };
    }

    private static string ShownName(string folder, bool isWrong)
        => string.Join('/', folder.Split(Path.DirectorySeparatorChar)[isWrong ? ^3.. : ^2..]);
}
