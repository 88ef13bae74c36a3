using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>What C# cells find without asking for it.</summary>
internal static class NotebookImports
{
    private static readonly string[] Namespaces =
    [
        "Learn", "Learn.Cluster", "Learn.Netfilter", "Learn.Notebook", "Learn.Proxy", "k8s", "k8s.Models", "Microsoft.DotNet.Interactive.Formatting",
    ];

    // Named, not loaded: the kernel answers before it has touched the lab.
    private static readonly string[] Assemblies =
    [
        "Learn.Cluster", "Learn.Netfilter", "Learn.Proxy", "Learn.Sandbox", "Learn.Lab", "Learn.Charts", "Learn.Course", "Learn.Jupyter", "Learn.Notebook",
        "KubernetesClient", "Fractions", "YamlDotNet", "Microsoft.DotNet.Interactive.Formatting", "Microsoft.AspNetCore.Html.Abstractions",
        "Plotly.NET", "Plotly.NET.CSharp", "FSharp.Core", "DynamicObj", "MathNet.Numerics",
    ];

    public static CSharpEngineOptions EngineOptions(NotebookOptions options)
    {
        var defaults = new CSharpEngineOptions();
        return defaults with
        {
            Imports = [.. defaults.Imports, .. Namespaces],
            StaticImports = [typeof(NotebookFunctions)],
            References = [.. FindAssemblies()],
            WorkingDirectory = options.WorkingDirectory,
            Packages = options.Packages,
        };
    }

    // Some are the program's, some belong to a shared framework: the runtime knows where they are.
    private static IEnumerable<string> FindAssemblies()
    {
        var names = Assemblies.ToHashSet(StringComparer.Ordinal);
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => names.Contains(Path.GetFileNameWithoutExtension(path)));
    }
}
