namespace Learn.Cli.Tests.Labs;

/// <summary>learn exec on a terminal.</summary>
public sealed class TerminalTests
{
    [Fact]
    public async Task A_shell_in_a_pod_behaves_like_one_in_the_terminal()
    {
        await using var lab = await RunningLab.UpAsync();
        await using var terminal = await TmuxTerminal.OpenAsync(100, 30);

        await terminal.TypeAsync($"dotnet {LearnRun.Program} exec pod/my-app-1 --lab {lab.Name}; echo ended with $?");
        await terminal.WaitForAsync("(pod/default/my-app-1) ");
        await terminal.TypeAsync("ip -4 -br address show dev eth0");
        await terminal.WaitForAsync("10.244.0.");

        // Ctrl-C is for the program in the foreground, and the shell goes on.
        await terminal.TypeAsync("echo begin; sleep 1000; echo code $?");
        await terminal.WaitForAsync("\nbegin\n");
        await terminal.PressAsync("C-c");
        await terminal.TypeAsync("echo still $((40+2))");
        await terminal.WaitForAsync("\nstill 42");

        await terminal.TypeAsync("stty size");
        await terminal.WaitForAsync("\n30 100\n");
        await terminal.ResizeAsync(120, 40);
        await terminal.TypeAsync("until [ \"$(stty size)\" = '40 120' ]; do sleep 0.05; done; echo resized");
        await terminal.WaitForAsync("\nresized");

        await terminal.TypeAsync("exit 5");
        await terminal.WaitForAsync("\nended with 5");

        // The terminal is as it was: what is typed is echoed, and lines are lines.
        await terminal.TypeAsync("echo outside again");
        await terminal.WaitForAsync("outside> echo outside again\noutside again\n");
    }

    [Fact]
    public async Task A_lab_that_ends_gives_the_terminal_back()
    {
        await using var lab = await RunningLab.UpAsync();
        await using var terminal = await TmuxTerminal.OpenAsync(100, 30);
        await terminal.TypeAsync($"dotnet {LearnRun.Program} exec toolbox --lab {lab.Name}");
        await terminal.WaitForAsync("(toolbox) ");

        Assert.Equal(0, (await LearnRun.OfAsync("down", lab.Name)).ExitCode);

        // On a line of its own.
        await terminal.WaitForAsync("\nlearn: ");
        await terminal.WaitForAsync("\noutside>");
        await terminal.TypeAsync("echo back");
        await terminal.WaitForAsync("outside> echo back\nback\n");
    }

    [Fact]
    public async Task Up_survives_the_terminal_in_which_it_was_started()
    {
        string name = $"test-{Guid.NewGuid():N}"[..20];
        await using (var terminal = await TmuxTerminal.OpenAsync(100, 30))
        {
            await terminal.TypeAsync($"dotnet {LearnRun.Program} up --name {name}");
            await terminal.WaitForAsync($"./learn down {name}");
        }

        var exec = await LearnRun.OfAsync("exec", "client", "--lab", name, "--", "true");

        Assert.True(exec.ExitCode == 0, exec.Error);
        Assert.Equal(0, (await LearnRun.OfAsync("down", name)).ExitCode);
    }
}
