namespace Learn.Course;

/// <summary>
/// The one file that keeps a learner's progress: YAML that people can read. Several programs may write it at the same time (a notebook and a terminal): each change
/// is read, made and written under a lock, and the file is replaced as a whole, so that a kill loses nothing.
/// </summary>
public sealed class ProgressStore
{
    /// <summary>Opens a file; it is made with the first change.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">The clock.</param>
    public ProgressStore(string path, TimeProvider? clock = null)
    {
        FilePath = path;
        Clock = clock ?? TimeProvider.System;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The clock by which times are written.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The learner's own: what <c>LEARN_PROGRESS</c> names, or <c>learn/progress.yaml</c> in the user's data folder (<c>XDG_DATA_HOME</c>, <c>~/.local/share</c>).</summary>
    public static ProgressStore Default() => throw new NotImplementedException();

    /// <summary>What stands in it now. A file that is not there is a learner with a seed of their own, which is written with the first change.</summary>
    /// <exception cref="CourseException">The file cannot be read; the message says where, and that it can be moved away. It is never overwritten.</exception>
    public LearnerProgress Read() => throw new NotImplementedException();

    /// <summary>Changes it.</summary>
    /// <param name="change">From what stands there to what shall. It may be called when others have changed it meanwhile.</param>
    /// <exception cref="CourseException">The file cannot be read or written.</exception>
    public LearnerProgress Change(Func<LearnerProgress, LearnerProgress> change) => throw new NotImplementedException();
}
