using System.Text.RegularExpressions;

namespace Learn.Architecture.Tests.Rules;

/// <summary>The habits of the sources that a line-by-line look can tell. Every finding is one sentence.</summary>
internal static partial class SourceRules
{
    /// <summary>The hard limit; most files stay far below.</summary>
    public const int LongestFile = 300;

    /// <summary>What runs in the helper process.</summary>
    public const string HelperProcess = "src/Learn.Sandbox/Helper/";

    /// <summary>Here "helper" is the design's own word: a lab has one helper process.</summary>
    private const string HasAHelper = "src/Learn.Sandbox/";

    /// <summary>Checks one C# file of src.</summary>
    public static IEnumerable<string> Violations(string path, string text)
    {
        var lines = text.Split('\n');
        if (lines.Length - 1 > LongestFile)
        {
            yield return $"{path} has {lines.Length - 1} lines; {LongestFile} is the limit";
        }

        foreach (var part in path.Split('/').Where(part => SaysNothing(part.Split('.')[0], path)))
        {
            yield return $"{path}: {part} says nothing; name it for what it does";
        }

        // With file-scoped namespaces a type of the namespace starts in the first column, and a nested one does not.
        if (BlockNamespace().IsMatch(text))
        {
            yield return $"{path} has a namespace in braces; use a file-scoped one";
        }

        var types = lines.Select(line => PublicType().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value).Distinct().ToList();
        if (types.Count > 1)
        {
            yield return $"{path} has {types.Count} public types: {string.Join(", ", types)}";
        }
        else if (types.Count == 1 && Path.GetFileName(path).Split('.')[0] != types[0])
        {
            yield return $"{path} holds {types[0]} and should be called like it";
        }

        foreach (var type in lines.Select(line => AnyType().Match(line)).Where(match => match.Success && SaysNothing(match.Groups["name"].Value, path)))
        {
            yield return $"{path}: {type.Groups["name"].Value} says nothing; name it for what it does";
        }
    }

    /// <summary>Lines of a library that write to the console.</summary>
    public static IEnumerable<string> ConsoleLines(string path, string text) =>
        text.Split('\n').Select((line, index) => (line, number: index + 1))
            .Where(entry => ConsoleCall().IsMatch(entry.line.Split("//")[0]))
            .Select(entry => $"{path}:{entry.number} writes to the console: {entry.line.Trim()}");

    private static bool SaysNothing(string name, string path) =>
        EmptyName().IsMatch(name)
        && !(path.StartsWith(HasAHelper, StringComparison.Ordinal) && name.EndsWith("Helper", StringComparison.Ordinal));

    [GeneratedRegex(@"(^|[a-z])(Utils?|Utility|Utilities|Helpers?|Managers?|Misc|Common)$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|partial|readonly|ref|unsafe|file|new) )*(?:record (?:struct |class )?|class |struct |interface |enum |delegate \S+ )(?<name>\w+)")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|sealed|static|abstract|partial|readonly|ref|unsafe|file) )+(?:record (?:struct |class )?|class |struct |interface |enum )(?<name>\w+)")]
    private static partial Regex AnyType();

    [GeneratedRegex(@"^namespace [\w.]+\s*\r?\n?\{", RegexOptions.Multiline)]
    private static partial Regex BlockNamespace();

    [GeneratedRegex(@"(?<![\w.])(System\.)?Console\.")]
    private static partial Regex ConsoleCall();
}
