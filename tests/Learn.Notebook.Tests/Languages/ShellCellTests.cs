using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Shell commands in hosts of the lab.</summary>
[Collection(LabNotebook.Collection)]
public sealed class ShellCellTests(LabNotebook fixture)
{
    private TestNotebook Notebook => fixture.Notebook;

    [Fact]
    public async Task Both_streams_are_shown_with_their_colours()
    {
        var (result, shown) = await Notebook.RunAsync("#!sh\nprintf '\\033[1mbold\\033[0m ü\\n'\necho trouble >&2\n");
        Assert.Equal(CellStatus.Ok, result.Status);
        Assert.Equal("\u001b[1mbold\u001b[0m ü\n", shown.Stdout);
        Assert.Equal("trouble\n", shown.Stderr);
    }

    [Fact]
    public async Task Output_comes_while_the_command_runs()
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var shown = new Shown();
        var running = Notebook.RunAsync("#!sh\necho early\nsleep 1000\n", shown: shown, cancellation: interrupt.Token);
        await Eventually.HoldsAsync(() => shown.Stdout == "early\n");
        Assert.False(running.IsCompleted);
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await fixture.Lab.AssertNoProcessAsync("sleep 1000");
    }

    [Fact]
    public async Task It_runs_in_the_host_that_is_named()
    {
        var pod = fixture.Lab.Get<k8s.Models.V1Pod>("my-app-1")!.Status.PodIP;
        var (_, shown) = await Notebook.RunAsync("#!sh --in pod/my-app-1 ip -o -4 addr show dev eth0");
        Assert.Contains(pod, shown.Stdout, StringComparison.Ordinal);
        (_, shown) = await Notebook.RunAsync("#!bash --in=node/node-1\n[[ -n $BASH_VERSION ]] && iptables -t nat -S KUBE-SERVICES | head -1\n");
        Assert.Equal("-N KUBE-SERVICES\n", shown.Stdout);
    }

    [Fact]
    public async Task A_failure_names_the_exit_code()
    {
        Assert.Equal("sh ended with exit code 3.", await Notebook.ErrorAsync("#!sh\nexit 3"));
        Assert.Equal("bash ended with exit code 1.", await Notebook.ErrorAsync("#!bash false"));
        Assert.StartsWith("sh was ended by signal 9.", await Notebook.ErrorAsync("#!sh\nkill -9 $$"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shell_names_lines_of_the_cell()
    {
        var (_, shown) = await Notebook.RunAsync("1 + 1\n#!bash\necho fine\nunheard-of-command\n");
        Assert.Contains("line 4: unheard-of-command", shown.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_never_runs_on_the_machine()
    {
        Assert.Contains("Cells run in the lab's hosts only", await Notebook.ErrorAsync("#!sh --in machine\nip addr"), StringComparison.Ordinal);
        var (_, shown) = await Notebook.RunAsync("#!sh readlink /proc/self/ns/net");
        Assert.NotEqual(new FileInfo("/proc/self/ns/net").LinkTarget, shown.Stdout.Trim());
        Assert.Contains("There is no \"pod/nobody\" in this lab", await Notebook.ErrorAsync("#!sh --in pod/nobody\ntrue"), StringComparison.Ordinal);
        Assert.Contains("There is nothing to run", await Notebook.ErrorAsync("#!sh --in client\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeout_ends_it()
    {
        Assert.Equal("sh took longer than 0.5 s and was ended (--timeout).", await Notebook.ErrorAsync("#!sh --timeout 0.5\nsleep 1001"));
        await fixture.Lab.AssertNoProcessAsync("sleep 1001");
    }

    [Fact]
    public async Task Values_go_in_and_what_it_prints_comes_out()
    {
        await Notebook.TextAsync("var word = \"hello\";");
        await Notebook.RunAsync("#!sh --as said\necho {{word}} there");
        Assert.Equal("hello there", await Notebook.TextAsync("said"));
    }

    [Fact]
    public async Task Hosts_options_and_service_names_are_completed()
    {
        Assert.Contains("pod/my-app-2", await Notebook.CompleteAsync("#!sh --in pod|"));
        Assert.Contains("client", await Notebook.CompleteAsync("#!sh --in=cl|"));
        Assert.Contains("--timeout", await Notebook.CompleteAsync("#!sh --|"));
        Assert.Contains("my-service", await Notebook.CompleteAsync("#!sh\ncurl -s my-|"));
        Assert.Contains("ip route", await Notebook.CompleteAsync("#!sh\nip|"));
    }
}
