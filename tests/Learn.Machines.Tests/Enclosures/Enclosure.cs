using System.Diagnostics;
using System.Globalization;

namespace Learn.Machines.Tests.Enclosures;

/// <summary>
/// Mount and process namespaces of their own, with an empty file system in memory at <see cref="Root"/>. Process 1 in them reads a pipe that this process
/// holds open: when this process ends, however it ends, the kernel takes everything in the enclosure away, and nothing has to be cleaned up.
/// </summary>
internal sealed class Enclosure : IAsyncDisposable
{
    /// <summary>Where its own files are.</summary>
    public const string Root = "/mnt";

    // Control groups would outlive the namespaces: the enclosure has none, so that no container can make one.
    private const string Keeper = """
        set -e
        mount -t tmpfs -o mode=755 machines /mnt
        mount -t proc proc /proc
        if mountpoint -q /sys/fs/cgroup; then
            umount -R /sys/fs/cgroup
            mount -t tmpfs none /sys/fs/cgroup
        fi
        echo ready
        while read -r _; do :; done
        """;

    private readonly Process launcher;

    private Enclosure(Process launcher, int keeper)
    {
        this.launcher = launcher;
        Keeping = keeper;
    }

    /// <summary>The number of process 1, as the machine counts.</summary>
    public int Keeping { get; }

    /// <summary>Makes one.</summary>
    public static async Task<Enclosure> CreateAsync()
    {
        Assert.True(Environment.IsPrivilegedProcess, "these tests make file systems and containers, which only root may: sudo ./learn test machines");
        var launcher = Process.Start(Describe("unshare", ["--mount", "--pid", "--fork", "--kill-child=KILL", "bash", "-c", Keeper]))!;
        var error = launcher.StandardError.ReadToEndAsync(CancellationToken.None);
        Assert.True(await launcher.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) == "ready", launcher.HasExited ? await error : "process 1 is not ready");
        var children = await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{launcher.Id}/task/{launcher.Id}/children"), CancellationToken.None);
        return new Enclosure(launcher, int.Parse(children, CultureInfo.InvariantCulture));
    }

    /// <summary>Starts a program in it.</summary>
    public Process Start(params IEnumerable<string> command) => Process.Start(Describe(
        "nsenter", ["--target", Keeping.ToString(CultureInfo.InvariantCulture), "--mount", "--pid", "--", .. command]))!;

    /// <summary>Runs a program in it to its end, with nothing to read.</summary>
    public async Task<Outcome> RunAsync(params IReadOnlyList<string> command)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(command);
        process.StandardInput.Close();
        var cancellation = TestContext.Current.CancellationToken;
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new Outcome(command[^1], process.ExitCode, output, await error, clock.Elapsed);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a script in it, which has to succeed.</summary>
    public async Task<Outcome> ScriptAsync(string script, params IEnumerable<string> words)
    {
        var outcome = await RunAsync(["bash", "-euo", "pipefail", "-c", script, "script", .. words]);
        Assert.True(outcome.ExitCode == 0, $"{script}\n{outcome}");
        return outcome;
    }

    /// <summary>Writes a file in it.</summary>
    public async Task WriteAsync(string path, string text)
    {
        using var process = Start("bash", "-c", "mkdir -p -- \"$(dirname -- \"$1\")\" && cat >\"$1\"", "write", path);
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0, $"{path} cannot be written");
    }

    /// <summary>Breaks the life line, and waits until everything is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        launcher.StandardInput.Close();
        await launcher.WaitForExitAsync(CancellationToken.None);
        launcher.Dispose();
    }

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        WorkingDirectory = "/",
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
