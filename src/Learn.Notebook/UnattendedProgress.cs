using Learn.Course;

namespace Learn.Notebook;

/// <summary>
/// A progress file for a notebook that no learner runs: it begins empty, draws the same numbers each time, and ends with this object. So outputs can be compared, and
/// a learner's own file stays as it is.
/// </summary>
public sealed class UnattendedProgress : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("learn-progress-");

    /// <summary>Makes the file.</summary>
    public UnattendedProgress()
    {
        Store = new ProgressStore(Path.Combine(folder.FullName, "progress.yaml"));
        Store.Change(progress => progress with { Seed = 1 });
    }

    /// <summary>The file.</summary>
    public ProgressStore Store { get; }

    /// <summary>Removes it.</summary>
    public void Dispose() => folder.Delete(recursive: true);
}
