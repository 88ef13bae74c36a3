using Learn.Architecture.Tests.Reading;
using Learn.Architecture.Tests.Rules;

namespace Learn.Architecture.Tests;

/// <summary>What every source file keeps to.</summary>
public sealed class SourceTests
{
    /// <summary>Programs, whose purpose is what they write, and the one place that takes the console over for the cells of a notebook.</summary>
    private static readonly string[] MayWrite =
        ["src/Learn.Cli/", "src/Learn.Sandbox/Program.cs", "src/Learn.Jupyter/CSharp/Output/ConsoleCapture.cs",
        "src/Learn.Jupyter/Kernel/ChildOutput/TakenDescriptor.cs", SourceRules.HelperProcess];

    [Fact]
    public void Files_are_short_and_hold_one_public_type_named_for_what_it_does()
    {
        var files = Repository.Files("src", "*.cs").ToList();
        Assert.NotEmpty(files);
        Findings.None(files.SelectMany(path => SourceRules.Violations(path, Repository.Read(path))));
    }

    [Fact]
    public void Libraries_leave_the_console_to_their_callers()
    {
        var files = Repository.Files("src", "*.cs").Where(path => !MayWrite.Any(path.StartsWith));
        Findings.None(files.SelectMany(path => SourceRules.ConsoleLines(path, Repository.Read(path))));
    }
}
