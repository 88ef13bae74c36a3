using Learn.Architecture.Tests.Reading;
using Learn.Documents.Tests.Blocks;

namespace Learn.Documents.Tests.Running;

/// <summary>Commands that another test class executes: the class must be there, and have each command's word in it.</summary>
internal static class OtherTests
{
    public static string? Problem(DocumentBlock block)
    {
        string name = block.Mark.Detail;
        var paths = Repository.Files("tests", $"{name}.cs").ToList();
        if (paths.Count == 0)
        {
            return $"there is no test class {name}";
        }

        string source = string.Join('\n', paths.Select(path => Repository.Read(path)));
        return Syntax.ShellSyntax.LearnCommands(block.Text).Select(words => words[0]).FirstOrDefault(word => !source.Contains(word, StringComparison.Ordinal)) is { } missing
            ? $"{name} does not run {missing}"
            : null;
    }
}
