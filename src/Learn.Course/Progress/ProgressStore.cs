using System.Security.Cryptography;
using System.Text;

namespace Learn.Course;

/// <summary>
/// The one file that keeps a learner's progress: YAML that people can read. Several programs may write it at the same time (a notebook and a terminal): each change
/// is read, made and written under a lock, and the file is replaced as a whole, so that a kill loses nothing.
/// </summary>
public sealed class ProgressStore
{
    private const int LargestSeed = 1_000_000_000;

    private readonly Lazy<int> newSeed = new(() => RandomNumberGenerator.GetInt32(1, LargestSeed));

    /// <summary>Opens a file; it is made with the first change.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">The clock.</param>
    public ProgressStore(string path, TimeProvider? clock = null)
    {
        FilePath = Path.GetFullPath(path);
        Clock = clock ?? TimeProvider.System;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The clock by which times are written.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The learner's own: what <c>LEARN_PROGRESS</c> names, or <c>learn/progress.yaml</c> in the user's data folder (<c>XDG_DATA_HOME</c>, <c>~/.local/share</c>).</summary>
    /// <exception cref="CourseException">There is no such folder.</exception>
    public static ProgressStore Default()
    {
        if (Environment.GetEnvironmentVariable("LEARN_PROGRESS") is { Length: > 0 } named)
        {
            return new ProgressStore(named);
        }

        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? new ProgressStore(Path.Combine(data, "learn", "progress.yaml"))
            : throw new CourseException("There is no home folder to keep your progress in. Name a file for it in the variable LEARN_PROGRESS.");
    }

    /// <summary>What stands in it now. A file that is not there is a learner with a seed of their own, which is written with the first change.</summary>
    /// <exception cref="CourseException">The file cannot be read; the message says where, and that it can be moved away. It is never overwritten.</exception>
    public LearnerProgress Read()
    {
        try
        {
            // An empty file holds nothing that could be lost.
            return File.Exists(FilePath) && File.ReadAllText(FilePath) is { Length: > 0 } text ? ProgressText.Read(text, FilePath) : new LearnerProgress { Seed = newSeed.Value };
        }
        catch (CourseException problem)
        {
            throw new CourseException($"Your progress cannot be read. {problem.Message}\nThe file was left as it is. Mend it; or move it away ({FilePath} to another name) to begin anew.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Failed("read", problem);
        }
    }

    /// <summary>Changes it.</summary>
    /// <param name="change">From what stands there to what shall. It may be called when others have changed it meanwhile.</param>
    /// <exception cref="CourseException">The file cannot be read or written.</exception>
    public LearnerProgress Change(Func<LearnerProgress, LearnerProgress> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
            using var held = ProgressLock.Take(Beside(FilePath, "lock"));
            var changed = change(Read());
            Replace(ProgressText.Write(changed));
            return changed;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Failed("written", problem);
        }
    }

    // Written beside it, then put in its place: whoever reads sees the old file or the new one, and so does whoever comes after a kill.
    private void Replace(string text)
    {
        string target = (File.Exists(FilePath) ? File.ResolveLinkTarget(FilePath, returnFinalTarget: true)?.FullName : null) ?? FilePath;
        string next = Beside(target, "new");
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, target, overwrite: true);
    }

    private static string Beside(string path, string what) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{what}");

    private CourseException Failed(string what, Exception problem)
        => new($"Your progress cannot be {what}: {problem.Message} The file is {FilePath}; another can be named in the variable LEARN_PROGRESS.", problem);
}
