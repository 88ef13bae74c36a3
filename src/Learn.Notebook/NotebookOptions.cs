using Learn.Course;
using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>How a notebook is set up.</summary>
public sealed record NotebookOptions
{
    /// <summary>The lab that a notebook starts on first use; null for the default lab.</summary>
    public LabOptions? Lab { get; init; }

    /// <summary>Fetches the packages of <c>#r "nuget: …"</c>; without one such a line is an error.</summary>
    public IPackageRestorer? Packages { get; init; }

    /// <summary>The folder that relative paths start from; the current folder by default.</summary>
    public string WorkingDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>
    /// Where it is noted what the learner does with the course; null for the learner's own file. Whoever runs notebooks unattended gives another one: see
    /// <see cref="UnattendedProgress"/>.
    /// </summary>
    public ProgressStore? Progress { get; init; }

    /// <summary>False to load no compiler before the first cell.</summary>
    public bool WarmsUp { get; init; } = true;
}
