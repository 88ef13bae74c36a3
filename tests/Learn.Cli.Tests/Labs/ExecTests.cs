using System.Diagnostics;
using System.Globalization;

namespace Learn.Cli.Tests.Labs;

/// <summary>learn exec: the command's bytes, exit code and signals.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ExecTests(ExecTests.SharedLab shared) : IClassFixture<ExecTests.SharedLab>
{
    private RunningLab Lab => shared.Lab;

    [Theory]
    [InlineData("toolbox", "toolbox")]
    [InlineData("client", "client")]
    [InlineData("node/node-1", "node/node-1")]
    [InlineData("node-1", "node/node-1")]
    [InlineData("pod/my-app-1", "pod/default/my-app-1")]
    [InlineData("pod/default/my-app-1", "pod/default/my-app-1")]
    [InlineData("my-app-1", "pod/default/my-app-1")]
    public async Task Each_place_has_a_network_of_its_own(string target, string host)
    {
        // The addresses say where it runs.
        var run = await Lab.ExecAsync(target, "ip", "-4", "-br", "address", "show", "dev", "eth0");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(host switch { "client" => "172.18.", "node/node-1" => "172.18.", _ => "10.244.0." }, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_pass_unchanged_in_all_three_streams()
    {
        byte[] bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);

        var (exitCode, output, error) = await LearnRun.BytesAsync(bytes, "exec", "toolbox", "--lab", Lab.Name, "--", "sh", "-c", "cat; echo said >&2");

        Assert.Equal(0, exitCode);
        Assert.Equal(bytes, output);
        Assert.Equal("said\n", error);
    }

    [Fact]
    public async Task Output_comes_while_the_command_runs()
    {
        using var process = LearnRun.Start("exec", "toolbox", "--lab", Lab.Name, "--", "sh", "-c", "printf first; read line; echo $line");
        char[] first = new char[5];
        await process.StandardOutput.ReadBlockAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal("first", new string(first));

        await process.StandardInput.WriteLineAsync("second");

        Assert.Equal("second\n", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("kill -9 $$", 137)]
    public async Task The_exit_code_is_that_of_the_command(string script, int expected)
        => Assert.Equal(expected, (await Lab.ExecAsync("toolbox", "sh", "-c", script)).ExitCode);

    [Fact]
    public async Task An_unknown_program_ends_with_127_and_a_sentence()
    {
        var run = await Lab.ExecAsync("toolbox", "no-such-program");

        Assert.Equal(127, run.ExitCode);
        Assert.StartsWith("learn: There is no program \"no-such-program\" on this machine", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_target_is_answered_with_those_that_exist()
    {
        var run = await Lab.ExecAsync("pod/nobody", "true");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("toolbox, client, node/node-1, ", run.Error, StringComparison.Ordinal);
        Assert.Contains("pod/my-app-1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_and_a_terminal_it_says_what_to_do()
    {
        var run = await LearnRun.OfAsync("exec", "toolbox", "--lab", Lab.Name);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("learn exec TARGET -- COMMAND", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_reaches_the_command()
    {
        using var process = LearnRun.Start("exec", "toolbox", "--lab", Lab.Name, "--", "bash", "-c", "trap 'echo heard; exit 3' INT; echo ready; while true; do sleep 0.05; done");
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        using (var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)])!)
        {
            await interrupt.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("heard", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, process.ExitCode);
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_command()
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "dotnet \"$0\" exec toolbox --lab \"$1\" -- yes | head -n 1; echo ${PIPESTATUS[0]}", LearnRun.Program, Lab.Name])
        {
            RedirectStandardOutput = true,
        })!;

        Assert.Equal("y\n141\n", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_lab_of_any_process_can_be_joined()
    {
        // As a notebook holds it.
        await using var own = await Learn.Lab.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        var run = await LearnRun.OfAsync("exec", "client", "--lab", own.Name, "--", "ip", "-br", "link");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("eth0", run.Output, StringComparison.Ordinal);
    }

    /// <summary>One lab for all of them.</summary>
    public sealed class SharedLab : IAsyncLifetime
    {
        internal RunningLab Lab { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Lab = await RunningLab.UpAsync();

        public ValueTask DisposeAsync() => Lab.DisposeAsync();
    }
}
