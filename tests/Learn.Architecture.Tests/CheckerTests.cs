using Learn.Architecture.Tests.Reading;
using Learn.Architecture.Tests.Rules;

namespace Learn.Architecture.Tests;

/// <summary>A checker that never finds anything proves nothing: here it meets one case of every violation.</summary>
public sealed class CheckerTests
{
    private static readonly Dictionary<string, Allowance> Table = new(StringComparer.Ordinal)
    {
        ["Ground"] = new([], ["YamlDotNet"]) { IsPure = true },
        ["Middle"] = new(["Ground"], []),
        ["Roof"] = new(["Middle"], []),
    };

    [Theory]
    [InlineData("""<ProjectReference Include="../Roof/Roof.csproj" />""", "Middle may not refer to Roof")]
    [InlineData("""<ProjectReference Include="..\Roof\Roof.csproj" />""", "Middle may not refer to Roof")]
    [InlineData("""<PackageReference Include="YamlDotNet" />""", "Middle may not use the package YamlDotNet")]
    [InlineData("""<FrameworkReference Include="Microsoft.AspNetCore.App" />""", "Middle may not use the framework Microsoft.AspNetCore.App")]
    public void A_reference_that_the_table_does_not_allow_is_found(string item, string finding) =>
        Assert.Equal([finding], ProjectRules.Violations([Project("Middle", item)], Table));

    [Fact]
    public void A_reference_that_the_table_allows_is_not() =>
        Assert.Empty(ProjectRules.Violations([Project("Middle", """<ProjectReference Include="../Ground/Ground.csproj" />""")], Table));

    [Fact]
    public void A_project_without_a_place_in_the_table_is_found() =>
        Assert.Equal(["Shed is not in the dependency table"], ProjectRules.Violations([Project("Shed", string.Empty)], Table));

    [Fact]
    public void A_pure_project_that_is_not_marked_or_switches_the_analyzer_off_is_found()
    {
        Assert.Equal(["Ground must be marked as pure"], ProjectRules.Violations([Project("Ground", string.Empty)], Table));
        var silenced = ProjectFile.Parse("src/Ground/Ground.csproj", "<Project><PropertyGroup><Pure>true</Pure><NoWarn>$(NoWarn);RS0030</NoWarn></PropertyGroup></Project>");
        Assert.Equal(["Ground may not switch off the banned symbols (RS0030)"], ProjectRules.Violations([silenced], Table));
    }

    [Fact]
    public void A_cycle_is_found()
    {
        var circular = new Dictionary<string, Allowance>(StringComparer.Ordinal) { ["A"] = new(["B"], []), ["B"] = new(["A"], []) };
        var projects = new[] { Project("A", """<ProjectReference Include="../B/B.csproj" />"""), Project("B", """<ProjectReference Include="../A/A.csproj" />""") };
        Assert.Equal(["A refers to itself by way of others", "B refers to itself by way of others"], ProjectRules.Violations(projects, circular));
    }

    [Fact]
    public void Compiled_references_are_found_whatever_way_they_came_in()
    {
        // This very assembly is compiled against the test framework, which no line of the table allows.
        var table = new Dictionary<string, Allowance>(StringComparer.Ordinal) { ["Here"] = new([], []) };
        var here = CompiledAssembly.Read(typeof(CheckerTests).Assembly.GetName().Name!);
        Assert.Contains(
            "Here was compiled against xunit.v3.core, which belongs to no package it may use",
            AssemblyRules.Violations("Here", here, table, new Dictionary<string, string>()));
        Assert.Contains(
            "Here was compiled against Roof",
            AssemblyRules.Violations("Here", here, table, new Dictionary<string, string> { ["xunit.v3.core"] = "Roof" }));
    }

    [Fact]
    public void Banned_types_methods_and_properties_are_found_in_what_was_compiled()
    {
        var banned = BannedSymbols.Parse("T:System.IO.File;x\nP:System.AppContext.BaseDirectory;x\nM:System.IO.Path.GetRelativePath(System.String,System.String);x\nT:System.Threading.Timer;x");
        var here = CompiledAssembly.Read(typeof(CheckerTests).Assembly.GetName().Name!);
        Assert.Equal(
            ["System.AppContext.get_BaseDirectory", "System.IO.File", "System.IO.Path.GetRelativePath"],
            banned.UsedBy(here).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("src/A/Two.cs", "public sealed class Two;\npublic enum Three { A }\n", "src/A/Two.cs has 2 public types: Two, Three")]
    [InlineData("src/A/Two.cs", "public readonly record struct Other(int A);\n", "src/A/Two.cs holds Other and should be called like it")]
    [InlineData("src/A/Two.cs", "public delegate Task Other(int a);\n", "src/A/Two.cs holds Other and should be called like it")]
    [InlineData("src/A/TextUtils.cs", "internal class X;\n", "src/A/TextUtils.cs: TextUtils.cs says nothing; name it for what it does")]
    [InlineData("src/A/Helpers/X.cs", "internal class X;\n", "src/A/Helpers/X.cs: Helpers says nothing; name it for what it does")]
    [InlineData("src/Learn.Sandbox/Helpers/X.cs", "internal class X;\n", "src/Learn.Sandbox/Helpers/X.cs: Helpers says nothing; name it for what it does")]
    [InlineData("src/A/X.cs", "    internal sealed class ChainManager { }\n", "src/A/X.cs: ChainManager says nothing; name it for what it does")]
    [InlineData("src/A/X.cs", "namespace X\n{\n    public class Y;\n}\n", "src/A/X.cs has a namespace in braces; use a file-scoped one")]
    public void A_source_file_against_the_habits_is_found(string path, string text, string finding) =>
        Assert.Equal([finding], SourceRules.Violations(path, text));

    [Theory]
    [InlineData("src/A/Two.cs", "public sealed class Two\n{\n    public enum Inner { A }\n}\n")]
    [InlineData("src/A/Two.Parsing.cs", "public static partial class Two;\n")]
    [InlineData("src/A/Two.cs", "public sealed record Two<T>(T Value);\n")]
    [InlineData("src/Learn.Sandbox/Helper/StartedHelper.cs", "internal sealed class StartedHelper;\n")]
    [InlineData("src/A/HelperProcess.cs", "internal sealed class HelperProcess;\n")]
    public void A_source_file_that_keeps_them_is_not(string path, string text) =>
        Assert.Empty(SourceRules.Violations(path, text));

    [Fact]
    public void A_file_that_is_too_long_is_found()
    {
        var text = string.Concat(Enumerable.Repeat("\n", SourceRules.LongestFile + 1));
        Assert.Equal(["src/A/X.cs has 301 lines; 300 is the limit"], SourceRules.Violations("src/A/X.cs", text));
        Assert.Empty(SourceRules.Violations("src/A/X.cs", text[1..]));
    }

    [Fact]
    public void Writing_to_the_console_is_found()
    {
        Assert.Equal(
            ["X.cs:2 writes to the console: Console.WriteLine(1);"],
            SourceRules.ConsoleLines("X.cs", "// Console.Write\n    Console.WriteLine(1);\nusing Spectre.Console.Rendering;\nAnsiConsole.Write(x);\n"));
    }

    private static ProjectFile Project(string name, string item) =>
        ProjectFile.Parse($"src/{name}/{name}.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>");
}
