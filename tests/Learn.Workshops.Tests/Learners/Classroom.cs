using Learn.Cli.Tests.Labs;
using Learn.Cli.Tests.Notebooks;

namespace Learn.Workshops.Tests.Learners;

/// <summary>A folder with learners' homes.</summary>
internal sealed class Classroom : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The folder of all homes.</summary>
    public string Homes => folder.Path;

    /// <summary>A path in a learner's home.</summary>
    public string At(string learner, params string[] parts) => folder.At([learner, .. parts]);

    /// <summary>A learner's progress file.</summary>
    public string ProgressOf(string learner) => At(learner, ".local", "share", "learn", "progress.yaml");

    /// <summary>Gives a learner a home with a progress file.</summary>
    public void Come(string learner, string progress) => Write(ProgressOf(learner), progress);

    /// <summary>Writes a file.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Runs <c>learn workshop</c>.</summary>
    public static Task<LearnRun> RunAsync(params string[] arguments) => LearnRun.OfAsync(["workshop", .. arguments]);

    public void Dispose() => folder.Dispose();
}
