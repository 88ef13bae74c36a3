using System.Text.Json.Nodes;
using Learn.Jupyter.Tests.Talk;

namespace Learn.Jupyter.Tests.Protocol;

/// <summary>The requests that are no cells.</summary>
public sealed class RequestTests
{
    [Theory]
    [InlineData(Conversation.Key)]
    [InlineData("")]
    public async Task The_kernel_introduces_itself_with_and_without_a_key(string key)
    {
        await using var talk = new Conversation(key);
        var reply = talk.Client.Ask("kernel_info_request");
        Assert.Equal(
            """
            kernel_info_reply {"status":"ok","protocol_version":"5.4","implementation":"learn-test","implementation_version":"0.1","language_info":{"name":"echo","version":"1.0","mimetype":"text/plain","file_extension":".txt","pygments_lexer":"text"},"banner":"A kernel that echoes.","debugger":false,"help_links":[{"text":"Protocol","url":"https://jupyter.org"}],"supported_features":["kernel subshells"]}
            """,
            reply.ToString());
        Assert.Equal("", talk.Client.Welcome["subscription"]);
        Assert.True(talk.Client.Beats());
        Assert.True(talk.Client.Beats());
    }

    [Fact]
    public async Task Questions_about_code_are_the_languages()
    {
        await using var talk = new Conversation();
        var completion = talk.Client.Ask("complete_request", new JsonObject { ["code"] = "e😀", ["cursor_pos"] = 99 });
        Assert.Equal("""["echo","err"]""", completion.Content["matches"]!.ToJsonString());
        Assert.Equal("2", completion["cursor_end"]);
        Assert.Equal("keyword", completion.Content["metadata"]!["_jupyter_types_experimental"]![0]!["type"]!.ToString());
        Assert.Equal("true", talk.Client.Ask("inspect_request", new JsonObject { ["code"] = "echo", ["cursor_pos"] = 1, ["detail_level"] = 1 })["found"]);
        Assert.Equal("false", talk.Client.Ask("inspect_request", new JsonObject { ["code"] = "x", ["cursor_pos"] = 1 })["found"]);
        Assert.Equal("""is_complete_reply {"status":"incomplete","indent":"  "}""", talk.Client.Ask("is_complete_request", new JsonObject { ["code"] = "more" }).ToString());
        Assert.Equal("invalid", talk.Client.Ask("is_complete_request", new JsonObject { ["code"] = "never" })["status"]);
        Assert.Equal("error", talk.Client.Ask("is_complete_request", new JsonObject { ["code"] = "throw" })["status"]);
    }

    [Fact]
    public async Task The_history_is_that_of_the_session()
    {
        await using var talk = new Conversation();
        foreach (var code in (string[])["echo a", "out b", "echo a"])
        {
            talk.Client.Reply(talk.Client.Run(code));
        }

        string History(JsonObject request) => talk.Client.Ask("history_request", request).Content["history"]!.ToJsonString();
        Assert.Equal("""[[1,2,"out b"],[1,3,"echo a"]]""", History(new() { ["hist_access_type"] = "tail", ["n"] = 2 }));
        Assert.Equal("""[[1,1,["echo a","a"]],[1,2,["out b",null]]]""", History(new() { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = 1, ["stop"] = 3, ["output"] = true }));
        Assert.Equal("""[[1,3,"echo a"]]""", History(new() { ["hist_access_type"] = "search", ["pattern"] = "e?ho*", ["unique"] = true }));
        Assert.Equal("error", talk.Client.Ask("history_request", new() { ["hist_access_type"] = "gossip" })["status"]);
    }

    [Fact]
    public async Task Comms_reach_their_target_and_unknown_ones_are_closed()
    {
        await using var talk = new Conversation();
        talk.Server.Comms.Register("echo", (comm, data) =>
        {
            comm.Send(data);
            comm.Received = (message, buffers) => comm.Send(message, buffers);
        });
        var nobody = talk.Client.Published(talk.Client.Send("comm_open", new() { ["comm_id"] = "x", ["target_name"] = "nobody", ["data"] = new JsonObject() }));
        Assert.Contains(nobody, message => message.Type == "comm_close" && message["comm_id"] == "x");
        var opened = talk.Client.Published(talk.Client.Send("comm_open", new() { ["comm_id"] = "y", ["target_name"] = "echo", ["data"] = new JsonObject { ["n"] = 1 } }));
        Assert.Contains("""comm_msg {"comm_id":"y","data":{"n":1}}""", opened.Select(message => message.ToString()));
        var answered = talk.Client.Published(talk.Client.Send("comm_msg", new() { ["comm_id"] = "y", ["data"] = new JsonObject { ["n"] = 2 } }));
        Assert.Contains("""comm_msg {"comm_id":"y","data":{"n":2}}""", answered.Select(message => message.ToString()));
        Assert.Equal("""{"y":{"target_name":"echo"}}""", talk.Client.Ask("comm_info_request").Content["comms"]!.ToJsonString());
        talk.Client.Published(talk.Client.Send("comm_close", new() { ["comm_id"] = "y" }));
        Assert.Equal("{}", talk.Client.Ask("comm_info_request", new() { ["target_name"] = "echo" }).Content["comms"]!.ToJsonString());
    }

    [Fact]
    public async Task What_the_kernel_cannot_do_is_refused_politely()
    {
        await using var talk = new Conversation();
        Assert.Equal("debug_reply", talk.Client.Ask("debug_request", role: SocketRole.Control).Type);
        var unknown = talk.Client.Ask("make_tea_request");
        Assert.Equal(("make_tea_reply", "error", "UnknownRequest"), (unknown.Type, unknown["status"], unknown["ename"]));
        Assert.Equal("error", talk.Client.Ask("execute_request", new() { ["code"] = "echo" }, SocketRole.Control)["status"]);
    }

    [Fact]
    public async Task The_control_channel_answers_while_a_cell_runs_and_shuts_down()
    {
        await using var talk = new Conversation();
        talk.Client.Run("wait");
        await talk.Language.Waiting.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("ok", talk.Client.Ask("kernel_info_request", role: SocketRole.Control)["status"]);
        var id = talk.Client.Send("shutdown_request", new() { ["restart"] = true }, SocketRole.Control);
        Assert.Equal("""shutdown_reply {"status":"ok","restart":true}""", talk.Client.Reply(id, SocketRole.Control).ToString());
        Assert.Contains(talk.Client.Published(id), message => message.Type == "shutdown_reply");
        Assert.True(await talk.Server.Shutdown.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Subshells_run_cells_beside_the_main_shell()
    {
        await using var talk = new Conversation(sideBySide: true);
        var main = talk.Client.Run("wait");
        await talk.Language.Waiting.WaitAsync(TestContext.Current.CancellationToken);
        var subshell = talk.Client.Ask("create_subshell_request", role: SocketRole.Control)["subshell_id"]!;
        Assert.Equal("ok", talk.Client.Reply(talk.Client.Run("echo beside", subshell))["status"]);
        Assert.Equal($"[\"{subshell}\"]", talk.Client.Ask("list_subshell_request", role: SocketRole.Control).Content["subshell_id"]!.ToJsonString());
        Assert.Equal("ok", talk.Client.Ask("delete_subshell_request", new() { ["subshell_id"] = subshell }, SocketRole.Control)["status"]);
        talk.Client.Ask("interrupt_request", role: SocketRole.Control);
        Assert.Equal("Interrupted", talk.Client.Reply(main)["ename"]);
        Assert.Equal("NoSuchSubshell", talk.Client.Reply(talk.Client.Run("echo nowhere", subshell))["ename"]);
    }
}
