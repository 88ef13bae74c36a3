using System.Diagnostics;
using System.Globalization;
using Learn.Architecture.Tests.Reading;

namespace Learn.Documents.Tests.Running;

/// <summary>
/// Somebody who reads a document and types what it says, in a folder that looks like a fresh clone: documents, notebooks and exercises are copies, the sources are
/// links. Labs, progress and files of theirs are nobody else's, and end with them.
/// </summary>
internal sealed class Reader : IAsyncDisposable
{
    private static readonly string[] Copied = ["docs", "notebooks", "exercises", "workshop", ".devcontainer"];
    private static readonly string[] Linked = ["src", "eng", "tests", "global.json", "Learn.sln", "Directory.Build.props", "Directory.Packages.props", "LICENSE", "README.md"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static int count;

    private readonly string lab = string.Create(CultureInfo.InvariantCulture, $"reader-{Environment.ProcessId}-{Interlocked.Increment(ref count)}");
    private readonly string mark = Guid.NewGuid().ToString("N");
    private readonly string home = Directory.CreateTempSubdirectory("learn-reader-").FullName;

    private Reader()
    {
    }

    /// <summary>Where they stand.</summary>
    public string Folder => Path.Combine(home, "learn");

    /// <summary>Sits down.</summary>
    /// <param name="usesWrapper">Whether <c>./learn</c> is the real wrapper, which looks at the machine and builds; otherwise it is the program that the tests were built with.</param>
    public static async Task<Reader> ComeAsync(bool usesWrapper)
    {
        var reader = new Reader();
        Directory.CreateDirectory(reader.Folder);
        string wrapper = Repository.PathTo("learn");
        string program = $"""
            #!/bin/sh
            case $1 in
                help | setup) exec '{wrapper}' "$@" ;; # what the wrapper does itself
            esac
            LEARN_HOME='{reader.Folder}' DOTNET_EnableDiagnostics=0 exec dotnet '{Path.Combine(AppContext.BaseDirectory, "learn.dll")}' "$@"

            """;
        string learn = Path.Combine(reader.Folder, "learn");
        if (usesWrapper)
        {
            File.CreateSymbolicLink(learn, wrapper);
        }
        else
        {
            await File.WriteAllTextAsync(learn, program);
            File.SetUnixFileMode(learn, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (string name in Linked.Where(name => Path.Exists(Repository.PathTo(name))))
        {
            File.CreateSymbolicLink(Path.Combine(reader.Folder, name), Repository.PathTo(name));
        }

        var copy = await reader.RunAsync($"cp -r {string.Join(' ', Copied.Select(name => Repository.PathTo(name)).Where(Path.Exists))} .");
        return copy.ExitCode == 0 ? reader : throw new InvalidOperationException(copy.Output);
    }

    /// <summary>Keeps a file.</summary>
    public async Task KeepAsync(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text);
    }

    /// <summary>Types commands.</summary>
    /// <param name="commands">What is typed.</param>
    /// <param name="folder">Where, seen from the clone; it is made if it is not there.</param>
    public async Task<ShellRun> RunAsync(string commands, string folder = ".")
    {
        string place = Directory.CreateDirectory(Path.Combine(Folder, folder)).FullName;
        var start = new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", "exec 2>&1\n" + commands])
        {
            WorkingDirectory = place,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["PATH"] = $"{Folder}:{Environment.GetEnvironmentVariable("PATH")}:/usr/local/sbin:/usr/sbin:/sbin",
                ["LEARN_READER"] = mark,
                ["LEARN_LAB"] = lab,
                ["LEARN_COURSE"] = null,
                ["LEARN_PROGRESS"] = null,
                ["XDG_DATA_HOME"] = Path.Combine(home, "data"),
                ["COLUMNS"] = "160",
            },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ShellRun(process.ExitCode, output);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return new ShellRun(-1, $"was still running after {Patience.TotalSeconds} s");
        }
    }

    /// <summary>Leaves: labs end with their processes, wherever those have gone.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            try
            {
                if ((await File.ReadAllTextAsync(Path.Combine(process, "environ"))).Contains($"LEARN_READER={mark}", StringComparison.Ordinal))
                {
                    Process.GetProcessById(int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture)).Kill();
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
            {
                // It is somebody else's, or has just ended.
            }
        }

        Directory.Delete(home, recursive: true);
    }
}
