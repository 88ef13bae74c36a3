namespace Learn.Jupyter.CSharp;

/// <summary>What the cells of a C# engine find around them.</summary>
public sealed record CSharpEngineOptions
{
    /// <summary>Namespaces that every cell has imported.</summary>
    public IReadOnlyList<string> Imports { get; init; } =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Text",
        "System.Threading", "System.Threading.Tasks",
    ];

    /// <summary>Types with static members that every cell may call without naming the type.</summary>
    public IReadOnlyList<Type> StaticImports { get; init; } = [];

    /// <summary>
    /// Paths of assemblies that cells may use beside the framework's. What these refer to themselves is not looked for: an assembly whose types
    /// cells meet in their members belongs in the list, too.
    /// </summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The folder that relative paths in <c>#r</c> start from; the current folder by default.</summary>
    public string WorkingDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>How long an interrupted cell has to end by itself before it is given up; 2 s by default.</summary>
    public TimeSpan AbandonAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Who fetches the packages of <c>#r "nuget: …"</c>; without one such a line is an error.</summary>
    public IPackageRestorer? Packages { get; init; }

    /// <summary>False leaves the checks out that make cells interruptible; tests compare.</summary>
    internal bool WritesChecks { get; init; } = true;
}
