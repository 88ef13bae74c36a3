using Learn.Architecture.Tests.Reading;

namespace Learn.Architecture.Tests.Rules;

/// <summary>Holds project files against the dependency table. Every finding is one sentence.</summary>
internal static class ProjectRules
{
    public static IEnumerable<string> Violations(IReadOnlyList<ProjectFile> projects, IReadOnlyDictionary<string, Allowance> table) =>
        projects.SelectMany(project => Violations(project, table)).Concat(Cycles(projects));

    private static IEnumerable<string> Violations(ProjectFile project, IReadOnlyDictionary<string, Allowance> table)
    {
        if (!table.TryGetValue(project.Name, out var allowed))
        {
            yield return $"{project.Name} is not in the dependency table";
            yield break;
        }

        foreach (var other in project.Projects.Except(allowed.Projects))
        {
            yield return $"{project.Name} may not refer to {other}";
        }

        foreach (var package in project.Packages.Except(allowed.Packages))
        {
            yield return $"{project.Name} may not use the package {package}";
        }

        foreach (var framework in project.Frameworks.Except(allowed.Frameworks))
        {
            yield return $"{project.Name} may not use the framework {framework}";
        }

        if (project.IsPure != allowed.IsPure)
        {
            yield return $"{project.Name} must {(allowed.IsPure ? string.Empty : "not ")}be marked as pure";
        }

        if (allowed.IsPure && project.SuppressedWarnings.Contains("RS0030", StringComparison.Ordinal))
        {
            yield return $"{project.Name} may not switch off the banned symbols (RS0030)";
        }
    }

    private static IEnumerable<string> Cycles(IReadOnlyList<ProjectFile> projects)
    {
        var byName = projects.ToDictionary(project => project.Name, StringComparer.Ordinal);
        return projects.Where(project => Reaches(project.Name, project.Name, byName, []))
            .Select(project => $"{project.Name} refers to itself by way of others");
    }

    private static bool Reaches(string from, string to, Dictionary<string, ProjectFile> byName, HashSet<string> seen) =>
        byName.TryGetValue(from, out var project)
        && project.Projects.Any(next => next == to || (seen.Add(next) && Reaches(next, to, byName, seen)));
}
