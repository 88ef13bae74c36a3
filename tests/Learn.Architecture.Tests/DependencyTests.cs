using Learn.Architecture.Tests.Reading;
using Learn.Architecture.Tests.Rules;

namespace Learn.Architecture.Tests;

/// <summary>Who may refer to whom, from the project files and from what was compiled.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string> ProjectOfAssembly =
        Repository.SourceProjects.ToDictionary(project => project.AssemblyName, project => project.Name, StringComparer.Ordinal);

    public static TheoryData<string> ProjectNames => [.. Repository.SourceProjects.Select(project => project.Name)];

    [Fact]
    public void Project_files_keep_to_the_table() =>
        Findings.None(ProjectRules.Violations(Repository.SourceProjects, DependencyTable.Lines));

    [Fact]
    public void The_table_names_no_project_that_is_not_there() =>
        Findings.None(DependencyTable.Lines.Keys.Except(Repository.SourceProjects.Select(project => project.Name)));

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Compiled_references_keep_to_the_table(string project) =>
        Findings.None(AssemblyRules.Violations(project, CompiledAssemblyOf(project), DependencyTable.Lines, ProjectOfAssembly));

    [Fact]
    public void The_netfilter_model_is_compiled_against_the_framework_alone() =>
        Assert.All(CompiledAssembly.Read("Learn.Netfilter").Assemblies, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void Pure_projects_use_no_banned_symbol()
    {
        var banned = BannedSymbols.Parse(Repository.Read("eng", "BannedSymbols.Pure.txt"));
        var used = from project in Repository.SourceProjects
                   where project.IsPure
                   from symbol in banned.UsedBy(CompiledAssembly.Read(project.AssemblyName))
                   select $"{project.Name} uses {symbol}";
        Findings.None(used);
    }

    [Fact]
    public void Pure_projects_are_analysed_while_they_are_written()
    {
        var targets = Repository.Read("src", "Directory.Build.targets");
        Assert.Contains("'$(Pure)' == 'true'", targets, StringComparison.Ordinal);
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", targets, StringComparison.Ordinal);
        Assert.Contains("eng/BannedSymbols.Pure.txt", targets, StringComparison.Ordinal);
        Assert.DoesNotContain("RS0030", Repository.Read(".editorconfig"), StringComparison.Ordinal);
        var switchedOff = from project in Repository.SourceProjects
                          where project.IsPure
                          from path in Repository.Files("src/" + project.Name, "*.cs")
                          where Repository.Read(path).Contains("RS0030", StringComparison.Ordinal)
                          select path;
        Findings.None(switchedOff);
    }

    [Fact]
    public void Test_projects_never_become_a_dependency()
    {
        var tests = Repository.TestProjects.Select(project => project.Name).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(tests);
        Assert.All(Repository.SourceProjects, project => Assert.DoesNotContain(project.Projects, tests.Contains));
    }

    private static CompiledAssembly CompiledAssemblyOf(string project) =>
        CompiledAssembly.Read(Repository.SourceProjects.Single(candidate => candidate.Name == project).AssemblyName);
}
