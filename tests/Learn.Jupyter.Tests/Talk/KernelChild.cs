using System.Diagnostics;
using System.Globalization;

namespace Learn.Jupyter.Tests.Talk;

/// <summary>A kernel in a process of its own: this program with another verb.</summary>
internal sealed class KernelChild : IDisposable
{
    public const string Verb = "be-a-kernel";

    private readonly string file = Path.GetTempFileName();

    public KernelChild(int? parent = null, int receivesAtMost = 0, string key = Conversation.Key)
    {
        var connection = Connection = Conversation.FreeConnection(key);
        File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $$"""
            {"shell_port":{{connection.ShellPort}},"iopub_port":{{connection.IopubPort}},"stdin_port":{{connection.StdinPort}},
             "control_port":{{connection.ControlPort}},"hb_port":{{connection.HeartbeatPort}},"ip":"127.0.0.1","transport":"tcp",
             "key":"{{connection.Key}}","signature_scheme":"hmac-sha256"}
            """));
        // The program that runs us is the test project's own, or dotnet, which has to be told what to run.
        string program = Environment.ProcessPath!;
        string[] words = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(KernelChild).Assembly.Location, Verb, file] : [Verb, file];
        var start = new ProcessStartInfo(program, words);
        if (parent is { } id)
        {
            start.Environment["JPY_PARENT_PID"] = id.ToString(CultureInfo.InvariantCulture);
        }

        Process = Process.Start(start)!;
        Client = new FrontEnd(connection, receivesAtMost);
    }

    public static KernelInfo Info { get; } = new("learn-test", "0.1", "A kernel that echoes.");

    public ConnectionFile Connection { get; }

    public Process Process { get; }

    public FrontEnd Client { get; }

    /// <summary>The memory that it has for itself, as the system sees it.</summary>
    public long MemoryBytes
    {
        get
        {
            Process.Refresh();
            return Process.WorkingSet64;
        }
    }

    /// <summary>Sends a signal and waits until it is sent.</summary>
    public static void Signal(string signal, int processId)
    {
        using var kill = Process.Start("kill", [$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>The exit code, once the process has ended.</summary>
    public async Task<int> ExitCodeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await Process.WaitForExitAsync(limit.Token);
        return Process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!Process.HasExited)
        {
            Process.Kill();
        }

        Process.Dispose();
        File.Delete(file);
    }
}
