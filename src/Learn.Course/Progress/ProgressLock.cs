using System.Diagnostics;

namespace Learn.Course;

/// <summary>
/// The right to change a progress file, against other threads and programs. The system takes it back from whoever is killed. The file of the lock stays: to delete
/// it would let two hold a lock, on two files of one name.
/// </summary>
internal sealed class ProgressLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly FileStream stream;

    private ProgressLock(FileStream stream) => this.stream = stream;

    /// <summary>Waits until nobody else has it.</summary>
    /// <param name="path">The file of the lock.</param>
    /// <exception cref="IOException">Somebody has it for longer than a change ever takes, or the file cannot be made.</exception>
    public static ProgressLock Take(string path)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new ProgressLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path) && Stopwatch.GetElapsedTime(start) < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => stream.Dispose();
}
