using System.Diagnostics;
using System.Text.Json.Nodes;
using Learn.Jupyter.Tests.Talk;

namespace Learn.Jupyter.Tests.Protocol;

/// <summary>The kernel as a process.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task A_SIGINT_interrupts_the_cell_and_not_the_kernel_which_ends_when_asked_to()
    {
        using var kernel = new KernelChild();
        var id = kernel.Client.Run("out waiting\nwait");
        // The stream comes while the cell waits: the interrupt cannot come too early.
        while (kernel.Client.NextFrom(SocketRole.Iopub).Type != "stream")
        {
        }

        KernelChild.Signal("INT", kernel.Process.Id);
        Assert.Equal("Interrupted", kernel.Client.Reply(id)["ename"]);
        Assert.Equal("ok", kernel.Client.Reply(kernel.Client.Run("echo alive"))["status"]);
        var shutdown = kernel.Client.Send("shutdown_request", new JsonObject { ["restart"] = false }, SocketRole.Control);
        Assert.Equal("ok", kernel.Client.Reply(shutdown, SocketRole.Control)["status"]);
        Assert.Equal(0, await kernel.ExitCodeAsync());
    }

    [Fact]
    public async Task A_cell_that_never_ends_holds_up_neither_answers_nor_the_shutdown()
    {
        using var kernel = new KernelChild();
        kernel.Client.Run("stuck");
        while (kernel.Client.NextFrom(SocketRole.Iopub).Type != "stream")
        {
        }

        Assert.Equal("ok", kernel.Client.Ask("interrupt_request", role: SocketRole.Control)["status"]);
        Assert.True(kernel.Client.Beats());
        kernel.Client.Reply(kernel.Client.Send("shutdown_request", role: SocketRole.Control), SocketRole.Control);
        Assert.Equal(0, await kernel.ExitCodeAsync());
    }

    [Fact]
    public void What_child_processes_write_is_shown_by_the_cell_that_started_them_before_its_result()
    {
        using var kernel = new KernelChild();
        var id = kernel.Client.Run("child printf 'gr\\303\\274n'; echo wrong >&2\necho done");
        var published = kernel.Client.Published(id);
        Assert.Equal("grün", Streamed("stdout"));
        Assert.Equal("wrong\n", Streamed("stderr"));
        Assert.Equal(["execute_result", "status"], published.TakeLast(2).Select(message => message.Type));

        string Streamed(string name) => string.Concat(published.Where(message => message.Type == "stream" && message["name"] == name).Select(message => message["text"]));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_and_not_another_port()
    {
        await using var talk = new Conversation();
        Assert.ThrowsAny<NetMQ.NetMQException>(() => KernelServer.Start(talk.Connection, talk.Language, KernelChild.Info));
        Assert.Equal("ok", talk.Client.Ask("kernel_info_request")["status"]);
    }

    [Fact]
    public async Task A_kernel_ends_with_the_program_that_started_it()
    {
        using var parent = Process.Start("sleep", ["600"]);
        using var kernel = new KernelChild(parent.Id);
        Assert.Equal("ok", kernel.Client.Ask("kernel_info_request")["status"]);
        parent.Kill();
        Assert.Equal(0, await kernel.ExitCodeAsync());
    }
}
