using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Learn.Sandbox.Tests;

public sealed class CommandTests(Worlds worlds)
{
    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_command_reads_its_input_and_writes_its_output(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var input = new byte[3_000_000];
        Random.Shared.NextBytes(input);

        var result = await host.RunAsync(["sh", "-c", "cat; echo problem >&2; exit 7"], new CommandOptions { StandardInput = input }, Cancellation);

        Assert.True(input.AsSpan().SequenceEqual(result.Output.Span));
        Assert.Equal("problem\n", result.ErrorText);
        Assert.Equal(7, result.ExitCode);
        Assert.Null(result.Signal);
        var error = Assert.Throws<CommandFailedException>(result.EnsureSucceeded);
        Assert.Contains("problem", error.Message, StringComparison.Ordinal);
        Assert.Contains("exit status 7", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Without_input_the_standard_input_is_empty(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        Assert.Equal("", (await host.RunAsync(["cat"], null, Cancellation)).OutputText);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_command_need_not_read_its_input(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var result = await host.RunAsync(["true"], new CommandOptions { StandardInput = new byte[10_000_000] }, Cancellation);
        Assert.True(result.Succeeded);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task The_signal_that_ended_a_command_is_told(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var result = await host.RunAsync(["sh", "-c", "kill -TERM $$"], null, Cancellation);
        Assert.Equal((143, 15), (result.ExitCode, result.Signal));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Variables_are_added_and_removed(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var changes = new Dictionary<string, string?> { ["COLOUR"] = "blue sky", ["HOME"] = null };
        var result = await host.RunAsync(["env"], new CommandOptions { Environment = changes }, Cancellation);
        var lines = result.OutputText.Split('\n');
        Assert.Contains("COLOUR=blue sky", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("HOME=", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task System_programs_are_found_and_proxies_are_not_inherited(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var environment = (await host.RunAsync(["env"], null, Cancellation)).OutputText;
        Assert.Contains("/usr/sbin", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("_proxy=", environment, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("DOTNET_EnableDiagnostics=", environment, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Lines_come_while_the_command_runs(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var lines = new ConcurrentQueue<string>();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new CommandOptions
        {
            KeepOutput = false,
            OnOutput = line =>
            {
                lines.Enqueue(line);
                first.TrySetResult();
            },
        };
        await using var command = await host.StartAsync(["sh", "-c", "echo grün; read answer; printf 'you said %s\\nno end' \"$answer\""], options, Cancellation);

        await first.Task.WaitAsync(Cancellation);
        Assert.False(command.Completion.IsCompleted);
        await command.WriteInputAsync(Encoding.UTF8.GetBytes("yes\n"), Cancellation);
        var result = await command.Completion;

        Assert.Equal(["grün", "you said yes", "no end"], lines);
        Assert.Equal("", result.OutputText);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_running_command_takes_input_and_signals(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        await using var copying = await host.StartAsync(["cat"], null, Cancellation);
        await copying.WriteInputAsync("one "u8.ToArray(), Cancellation);
        await copying.WriteInputAsync("two"u8.ToArray(), Cancellation);
        await copying.CloseInputAsync(Cancellation);
        Assert.Equal("one two", (await copying.Completion).OutputText);

        await using var sleeping = await host.StartAsync(["sleep", "1000"], null, Cancellation);
        await sleeping.SignalAsync(2, Cancellation);
        Assert.Equal(2, (await sleeping.Completion).Signal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_missing_program_is_named_with_its_package(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var error = await Assert.ThrowsAsync<CommandNotFoundException>(() => host.RunAsync(["no-such-program", "--x"], null, Cancellation));
        Assert.Equal("no-such-program", error.Program);
        Assert.Contains("no-such-program", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<CommandNotFoundException>(() => host.RunAsync(["/no/such/file"], null, Cancellation));
        Assert.Contains("/no/such/file", error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task What_cannot_start_says_why(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var error = await Assert.ThrowsAsync<SandboxException>(() => host.RunAsync(["true"], new CommandOptions { WorkingDirectory = "/no/such/place" }, Cancellation));
        Assert.Contains("/no/such/place", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<SandboxException>(() => host.RunAsync(["/etc/passwd"], null, Cancellation));
        Assert.Contains("Permission denied", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SandboxException>(() => host.RunAsync([], null, Cancellation));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Cancelling_kills_the_whole_process_group_before_it_returns(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var mark = string.Create(CultureInfo.InvariantCulture, $"100000.{Random.Shared.Next()}");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var options = new CommandOptions { OnOutput = _ => stop.Cancel() };

        var run = host.RunAsync(["sh", "-c", $"sleep {mark} & (trap '' TERM INT; echo started; sleep {mark})"], options, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(await Machine.SoonAsync(() => Machine.ProcessesWith(mark).Count == 0));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_cancelled_token_starts_nothing(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.RunAsync(["sleep", "1000"], null, new CancellationToken(canceled: true)));
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_child_that_keeps_the_output_open_does_not_hold_up_the_result(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var result = await host.RunAsync(["sh", "-c", "sleep 1000 & echo done"], null, Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Assert.Equal("done\n", result.OutputText);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_command_has_a_session_of_its_own_and_sees_only_its_world(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);

        // Fields 5 and 6 of /proc/self/stat are the process group and the session, as the machine counts; field 1 is the process.
        var fields = (await host.RunAsync(["cat", "/proc/self/stat"], null, Cancellation)).OutputText.Split(' ');
        Assert.Equal(fields[0], fields[4]);
        Assert.Equal(fields[0], fields[5]);
        var kill = await host.RunAsync(["sh", "-c", $"kill -0 {Environment.ProcessId}"], null, Cancellation);
        Assert.Equal(1, kill.ExitCode);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_command_gets_no_descriptors_but_its_three(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var result = await host.RunAsync(["sh", "-c", "echo /proc/$$/fd; ls /proc/self/fd"], null, Cancellation);

        // The fourth is the directory that ls reads.
        Assert.Equal(["0", "1", "2", "3"], result.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Many_commands_run_at_once_in_many_hosts(Isolation rung)
    {
        var world = await worlds.GetAsync(rung);
        var hosts = await world.AddHostsAsync([.. Enumerable.Range(0, 8).Select(_ => worlds.NewName())], Cancellation);
        foreach (var host in hosts)
        {
            await host.RunBatchAsync("ip", [$"link add {host.Name} type bridge"], Cancellation);
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => hosts[i % 8].RunAsync(["ip", "-o", "link"], null, Cancellation)));

        for (var i = 0; i < results.Length; i++)
        {
            Assert.Contains($": {hosts[i % 8].Name}:", results[i].OutputText, StringComparison.Ordinal);
            Assert.Equal(2, results[i].OutputText.Count(character => character == '\n'));
        }

        await world.RemoveHostsAsync([.. hosts.Select(host => host.Name)], Cancellation);
    }

    [Fact]
    public async Task Two_thousand_commands_leave_no_thread_and_no_descriptor()
    {
        using var child = ChildProcess.Start(["many", "2000"]);
        var numbers = (await child.ReadLineAsync(Cancellation)).Split(' ').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();

        // Descriptors and threads of the caller, then of the helper, before and after; pools breathe a little.
        for (var i = 0; i < 4; i++)
        {
            Assert.True(numbers[i + 4] <= numbers[i] + 12, string.Join(' ', numbers));
        }
    }
}
