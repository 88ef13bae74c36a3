using System.Reflection;

namespace Learn.Jupyter.CSharp;

/// <summary>The assemblies that this program has itself: each is one type for the program and for the cells, so no second copy is loaded.</summary>
internal static class ProgramAssemblies
{
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly Dictionary<string, string> Paths = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .GroupBy(path => Path.GetFileName(path), StringComparer.OrdinalIgnoreCase).ToDictionary(each => each.Key, each => each.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The paths with the program's own in place of packages' copies, and without what every cell has from the framework.</summary>
    public static IEnumerable<string> InsteadOf(IEnumerable<string> assemblies, IProgress<string> progress)
    {
        foreach (var path in assemblies)
        {
            if (!Paths.TryGetValue(Path.GetFileName(path), out var own))
            {
                yield return path;
            }
            else if (Path.GetDirectoryName(own) != FrameworkFolder)
            {
                var (wanted, used) = (AssemblyName.GetAssemblyName(path), AssemblyName.GetAssemblyName(own));
                if (wanted.Version != used.Version)
                {
                    progress.Report($"{used.Name} is part of this program: its version {used.Version} is used, not {wanted.Version}");
                }

                yield return own;
            }
        }
    }
}
