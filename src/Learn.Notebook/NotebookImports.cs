using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>What C# cells find without asking for it.</summary>
internal static class NotebookImports
{
    private static readonly string[] Namespaces =
    [
        "Learn", "Learn.Cluster", "Learn.Netfilter", "Learn.Notebook", "k8s", "k8s.Models", "Microsoft.DotNet.Interactive.Formatting",
    ];

    // Named, not loaded: the kernel answers before it has touched the lab.
    private static readonly string[] Assemblies =
    [
        "Learn.Cluster", "Learn.Netfilter", "Learn.Proxy", "Learn.Sandbox", "Learn.Lab", "Learn.Charts", "Learn.Jupyter", "Learn.Notebook",
        "KubernetesClient", "YamlDotNet", "Microsoft.DotNet.Interactive.Formatting", "Microsoft.AspNetCore.Html.Abstractions",
        "Plotly.NET", "Plotly.NET.CSharp", "FSharp.Core", "DynamicObj", "MathNet.Numerics",
    ];

    public static CSharpEngineOptions EngineOptions(NotebookOptions options)
    {
        var defaults = new CSharpEngineOptions();
        return defaults with
        {
            Imports = [.. defaults.Imports, .. Namespaces],
            StaticImports = [typeof(NotebookFunctions)],
            References = [.. Assemblies.Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll")).Where(File.Exists)],
            WorkingDirectory = options.WorkingDirectory,
            Packages = options.Packages,
        };
    }
}
