using System.Diagnostics;
using System.Runtime.Versioning;

namespace Learn.Wrapper.Tests;

/// <summary>
/// A small checkout in a path with blanks: the real wrapper, next to nothing to build, and stand-ins for dotnet, sudo and
/// apt-get first on the path. What the stand-ins were asked is in <see cref="Calls"/>.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class Checkout : IDisposable
{
    private static readonly string[] LabTools = ["iptables", "iptables-restore", "iptables-save", "ip", "nft", "conntrack", "curl", "unshare", "nsenter", "dig", "ping", "tcpdump", "dot", "tmux", "hunspell", "jupyter-notebook", "jupyter-nbconvert", "python3", "debootstrap", "crun", "git"];

    /// <summary>The only programs of this machine that a run may find: no real sudo or apt-get is ever within reach.</summary>
    private static readonly string[] Basics =
    [
        "awk", "bash", "basename", "cat", "cmp", "cp", "cut", "dirname", "env", "find", "flock", "grep", "head", "mkdir", "mktemp", "nice", "nproc", "paste",
        "readlink", "rm", "sed", "setpriv", "setsid", "sh", "sha256sum", "sleep", "sort", "tail", "tar", "timeout", "tr", "true", "chmod",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("learn-wrapper-").FullName;

    public Checkout()
    {
        Root = Path.Combine(folder, "a check out");
        foreach (var part in (string[])[Tools, StandIn, Path.Combine(StandIn, "installed"), Path.Combine(StandIn, "tests"), Path.Combine(folder, "home")])
        {
            Directory.CreateDirectory(part);
        }

        CopyWrapper();
        Write("Learn.sln", string.Empty);
        Write("global.json", "{}");
        Write("Directory.Build.props", "<Project/>");
        Write("Directory.Packages.props", "<Project/>");
        Write("src/Learn.Cli/Learn.Cli.csproj", "<Project/>");
        Write("src/Learn.Cli/Program.cs", "return 0;");
        foreach (var standIn in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "StandIns")))
        {
            Install(Path.GetFileName(standIn), File.ReadAllText(standIn));
        }

        foreach (var basic in Basics)
        {
            File.CreateSymbolicLink(Path.Combine(Tools, basic), Path.Combine("/usr/bin", basic));
        }

        foreach (var tool in LabTools)
        {
            Install(tool, "#!/bin/sh\n");
        }
    }

    public string Root { get; }

    /// <summary>Where a user without a right to write in the checkout has a cache.</summary>
    public string Cache => Path.Combine(folder, "cache");

    /// <summary>How long a test program may run; generous, since it bounds only what hangs.</summary>
    public string TestTimeout { get; init; } = "60s";

    public IReadOnlyList<string> Calls => Notes("calls");

    public IReadOnlyList<string> Builds => Notes("builds");

    /// <summary>What the stand-in for dotnet left behind in each build.</summary>
    public IReadOnlyList<string> Forgotten => Notes("forgotten");

    private string Tools => Path.Combine(folder, "tools");

    private string StandIn => Path.Combine(folder, "orders");

    /// <summary>Writes a file of the checkout.</summary>
    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Reads a file of the checkout.</summary>
    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Leaves an order for the stand-ins.</summary>
    public void Order(string name, string text = "") => File.WriteAllText(Path.Combine(StandIn, name), text + "\n");

    public string Note(string name) => File.ReadAllText(Path.Combine(StandIn, name)).Trim();

    public bool HasNote(string name) => File.Exists(Path.Combine(StandIn, name));

    /// <summary>Adds a test project whose program reports as ordered: passed, failed, errors, skipped, exit code.</summary>
    public void AddTests(string name, string order, bool besideOthers = false)
    {
        Write($"tests/{name}/{name}.csproj", besideOthers ? "<RunsBesideOthers>true</RunsBesideOthers>" : "<Project/>");
        Order("tests/" + name, order);
    }

    public void Uninstall(params string[] tools)
    {
        foreach (var tool in tools)
        {
            File.Delete(Path.Combine(Tools, tool));
        }
    }

    public Task<Outcome> RunAsync(params string[] arguments) => FinishAsync(Start([Path.Combine(Root, "learn"), .. arguments]));

    /// <summary>Runs as a user who may not write in the checkout and is not root.</summary>
    public Task<Outcome> RunAsOrdinaryUserAsync(params string[] arguments)
    {
        string[] command = [Path.Combine(Root, "learn"), .. arguments];
        if (Environment.IsPrivilegedProcess)
        {
            Open(folder);
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", .. command];
        }
        else
        {
            File.SetUnixFileMode(Root, Executable & ~UnixFileMode.UserWrite);
        }

        return FinishAsync(Start(command));
    }

    public Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo("/usr/bin/env")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        string[] environment =
        [
            "-i", $"PATH={Tools}:{StandIn}/installed", $"HOME={folder}/home", $"STAND_IN={StandIn}", $"TMPDIR={folder}",
            $"XDG_CACHE_HOME={Cache}", "LEARN_CHROMIUM=/bin/true", $"LEARN_TEST_TIMEOUT={TestTimeout}",
        ];
        foreach (var word in environment.Concat(command))
        {
            start.ArgumentList.Add(word);
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<Outcome> FinishAsync(Process process)
    {
        using (process)
        {
            var cancellation = TestContext.Current.CancellationToken;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new Outcome(process.ExitCode, await output, await error);
        }
    }

    public void Dispose()
    {
        File.SetUnixFileMode(Root, Executable);
        Directory.Delete(folder, recursive: true);
    }

    private string[] Notes(string name) => HasNote(name) ? File.ReadAllLines(Path.Combine(StandIn, name)) : [];

    private void Install(string name, string text)
    {
        var path = Path.Combine(Tools, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, Executable);
    }

    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private void CopyWrapper()
    {
        var root = RepositoryRoot();
        string[] programs = [Path.Combine(root, "learn"), Path.Combine(root, ".ci", "run")];
        foreach (var path in Directory.GetFiles(Path.Combine(root, "eng", "wrapper")).Concat(programs))
        {
            var text = File.ReadAllText(path);
            if (Path.GetFileName(path) == "machine.sh")
            {
                // The real tools of this machine must not be found behind the stand-ins.
                const string Added = ":/usr/local/sbin:/usr/sbin:/sbin";
                Assert.Contains(Added, text, StringComparison.Ordinal);
                text = text.Replace(Added, string.Empty, StringComparison.Ordinal);
            }

            Write(Path.GetRelativePath(root, path), text);
        }

        foreach (var program in programs)
        {
            File.SetUnixFileMode(Path.Combine(Root, Path.GetRelativePath(root, program)), Executable);
        }
    }

    private static void Open(string folder)
    {
        const UnixFileMode Everyone = Executable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        File.SetUnixFileMode(folder, Everyone);
        foreach (var below in Directory.GetDirectories(folder))
        {
            if (!below.EndsWith("a check out", StringComparison.Ordinal))
            {
                Open(below);
            }
        }

        foreach (var file in Directory.GetFiles(folder))
        {
            File.SetUnixFileMode(file, Everyone);
        }
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Learn.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Learn.sln is nowhere above the test");
        }

        return folder;
    }
}
