using System.Text;

namespace Learn.Sandbox.Tests;

public sealed class TerminalTests(Worlds worlds)
{
    public static TheoryData<Isolation> Rungs => Machine.Rungs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_command_has_a_terminal_of_its_size(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        const string Script = "tty; stty size; echo $TERM; trap 'stty size' WINCH; echo ready; until read -r -t 0.1 line; do :; done; exit 7";
        var options = new CommandOptions { Terminal = new TerminalOptions { Size = new TerminalSize(132, 43), Type = "vt100" } };
        await using var command = await host.StartAsync(["bash", "-c", Script], options, Cancellation);
        var screen = new Screen(command);

        Assert.Matches(@"\A/dev/pts/\d+\r\n43 132\r\nvt100\r\nready\r\n\z", await screen.ReadToAsync("ready\r\n"));
        await command.ResizeAsync(new TerminalSize(100, 30), Cancellation);
        await screen.ReadToAsync("30 100\r\n");
        await command.WriteInputAsync("end\n"u8.ToArray(), Cancellation);
        Assert.Equal(7, (await command.Completion.WaitAsync(TimeSpan.FromSeconds(15), Cancellation)).ExitCode);
        Assert.Equal("end\r\n", await screen.ReadToEndAsync());
        await command.ResizeAsync(new TerminalSize(10, 10), Cancellation);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task What_is_typed_is_echoed_and_the_end_can_be_typed(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        await using var command = await host.StartAsync(["cat"], new CommandOptions { Terminal = new TerminalOptions() }, Cancellation);
        var screen = new Screen(command);
        await command.WriteInputAsync("grün\n"u8.ToArray(), Cancellation);
        Assert.Equal("grün\r\ngrün\r\n", await screen.ReadToAsync("grün\r\ngrün\r\n"));

        // ^D.
        await command.WriteInputAsync(new byte[] { 4 }, Cancellation);
        var result = await command.Completion.WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        string rest = await screen.ReadToEndAsync();
        Assert.True(result.Succeeded, $"exit code {result.ExitCode}, signal {result.Signal}, and on the screen: {rest}");
        Assert.Equal("", rest);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Control_C_interrupts_what_is_in_the_foreground(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        await using var sleeping = await host.StartAsync(["sh", "-c", "echo ready; exec sleep 100"], new CommandOptions { Terminal = new TerminalOptions() }, Cancellation);
        await new Screen(sleeping).ReadToAsync("ready\r\n");
        await sleeping.WriteInputAsync(new byte[] { 3 }, Cancellation);
        Assert.Equal(2, (await sleeping.Completion.WaitAsync(TimeSpan.FromSeconds(15), Cancellation)).Signal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task A_shell_has_a_prompt_and_jobs(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var environment = new Dictionary<string, string?> { ["PS1"] = "prompt> ", ["HISTFILE"] = null, ["INPUTRC"] = "/dev/null" };
        await using var shell = await host.StartAsync(
            ["bash", "--norc", "--noprofile", "-i"],
            new CommandOptions { Environment = environment, Terminal = new TerminalOptions { Type = "dumb" } },
            Cancellation);
        var screen = new Screen(shell);
        Assert.DoesNotContain("job control", await screen.ReadToAsync("prompt> "), StringComparison.Ordinal);

        // The job has the terminal when it says so itself; ^C reaches it and not the shell.
        await screen.TypeAsync("sh -c 'echo sle\"\"eping; exec sleep 100'\n");
        await screen.ReadToAsync("sleeping\r\n");
        await shell.WriteInputAsync(new byte[] { 3 }, Cancellation);
        await screen.ReadToAsync("prompt> ");
        await screen.TypeAsync("echo status $?; jobs; exit 5\n");
        await screen.ReadToAsync("status 130\r\n");
        Assert.Equal(5, (await shell.Completion.WaitAsync(TimeSpan.FromSeconds(15), Cancellation)).ExitCode);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task To_dispose_is_to_hang_up(Isolation rung)
    {
        var host = await worlds.HostAsync(rung);
        var network = (await host.RunAsync(["readlink", "/proc/self/ns/net"], null, Cancellation)).OutputText.Trim();
        var shell = await host.StartAsync(["bash", "--norc", "--noprofile", "-i"], new CommandOptions { Terminal = new TerminalOptions { Type = "dumb" } }, Cancellation);
        var screen = new Screen(shell);

        // A job in the background and one in the foreground, both in process groups of their own.
        await screen.TypeAsync("sleep 1000 &\n");
        await screen.TypeAsync("sh -c 'echo sle\"\"eping; exec sleep 1000'\n");
        await screen.ReadToAsync("sleeping\r\n");
        Assert.NotEmpty(Machine.ProcessesIn(network));
        await shell.DisposeAsync();
        Assert.True(shell.Completion.IsCompleted);
        Assert.True(await Machine.SoonAsync(() => !Machine.ProcessesIn(network).Any(Machine.Runs)));

        // Also by disposing the terminal alone, and for one that will not hear of it.
        var sleeping = await host.StartAsync(["sleep", "1000"], new CommandOptions { Terminal = new TerminalOptions() }, Cancellation);
        await sleeping.Terminal!.DisposeAsync();
        Assert.Equal(1, (await sleeping.Completion.WaitAsync(TimeSpan.FromSeconds(15), Cancellation)).Signal);
        var deaf = await host.StartAsync(["sh", "-c", "trap '' HUP; echo ready; exec sleep 1000"], new CommandOptions { Terminal = new TerminalOptions() }, Cancellation);
        await new Screen(deaf).ReadToAsync("ready\r\n");
        await deaf.DisposeAsync();
        Assert.Equal(9, (await deaf.Completion).Signal);
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task Nothing_that_was_shown_is_lost(Isolation rung)
    {
        const int Lines = 20_000;
        var host = await worlds.HostAsync(rung);
        for (var i = 0; i < 5; i++)
        {
            await using var command = await host.StartAsync(["seq", $"{Lines}"], new CommandOptions { Terminal = new TerminalOptions() }, Cancellation);
            var shown = await new Screen(command).ReadToEndAsync();
            Assert.Equal(string.Concat(Enumerable.Range(1, Lines).Select(line => $"{line}\r\n")), shown);
            Assert.True((await command.Completion.WaitAsync(TimeSpan.FromSeconds(15), Cancellation)).Succeeded);
        }
    }

    [Theory, MemberData(nameof(Rungs))]
    public async Task It_works_without_mounts_too(Isolation rung)
    {
        await using var world = await World.StartAsync(new WorldOptions { Isolation = rung, WithoutMounts = true }, Cancellation);
        await using var command = await world.Root.StartAsync(["tty"], new CommandOptions { Terminal = new TerminalOptions() }, Cancellation);
        Assert.Matches(@"\A/dev/pts/\d+\r\n\z", await new Screen(command).ReadToEndAsync());
    }

    [Fact]
    public async Task Wrong_use_is_refused()
    {
        var host = await worlds.HostAsync(Isolation.UserNamespace);
        await Assert.ThrowsAsync<ArgumentException>(() => host.RunAsync(["tty"], new CommandOptions { Terminal = new TerminalOptions() }, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => host.StartAsync(["tty"], new CommandOptions { Terminal = new TerminalOptions { Size = new TerminalSize(0, 24) } }, Cancellation));
        await Assert.ThrowsAsync<CommandNotFoundException>(() => host.StartAsync(["no-such-program"], new CommandOptions { Terminal = new TerminalOptions() }, Cancellation));
        await using var plain = await host.StartAsync(["cat"], null, Cancellation);
        Assert.Null(plain.Terminal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => plain.ResizeAsync(new TerminalSize(80, 24), Cancellation));
    }

    /// <summary>What a terminal shows, as a test reads it.</summary>
    private sealed class Screen(RunningCommand command)
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private string _rest = "";

        public Task TypeAsync(string text) => command.WriteInputAsync(Encoding.UTF8.GetBytes(text), Cancellation);

        /// <summary>What comes up to and with a text.</summary>
        public async Task<string> ReadToAsync(string text)
        {
            while (!_rest.Contains(text, StringComparison.Ordinal))
            {
                var more = await ReadAsync();
                Assert.True(more.Length > 0, $"The terminal ended; it showed: {_rest}");
                _rest += more;
            }

            var end = _rest.IndexOf(text, StringComparison.Ordinal) + text.Length;
            var shown = _rest[..end];
            _rest = _rest[end..];
            return shown;
        }

        public async Task<string> ReadToEndAsync()
        {
            var shown = new StringBuilder(_rest);
            while (await ReadAsync() is { Length: > 0 } more)
            {
                shown.Append(more);
            }

            return shown.ToString();
        }

        private async Task<string> ReadAsync()
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            patience.CancelAfter(TimeSpan.FromSeconds(15));
            try
            {
                var count = await command.Terminal!.ReadAsync(_buffer, patience.Token);
                var characters = new char[count + 1];
                return new string(characters, 0, _decoder.GetChars(_buffer, 0, count, characters, 0));
            }
            catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"Nothing came any more; the rest shown: {_rest}");
            }
        }
    }
}
