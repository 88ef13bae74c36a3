namespace Learn.Sandbox.Tests;

/// <summary>A copy of this program that every user may read, as long as it is needed.</summary>
internal sealed class ReadableCopy : IDisposable
{
    public ReadableCopy()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("learn-sandbox-tests-").FullName;
        Open(Directory, isDirectory: true);

        // The runner of the tests makes a directory for its results there.
        File.SetUnixFileMode(Directory, File.GetUnixFileMode(Directory) | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        foreach (var file in System.IO.Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            var copy = Path.Combine(Directory, Path.GetFileName(file));
            File.Copy(file, copy);
            Open(copy, isDirectory: false);
        }
    }

    public string Directory { get; }

    /// <summary>Programs in front that make the child an ordinary user without any right.</summary>
    public static IReadOnlyList<string> AsNobody { get; } = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private static void Open(string path, bool isDirectory)
    {
        const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Enterable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(path, isDirectory ? Enterable : Readable);
    }
}
