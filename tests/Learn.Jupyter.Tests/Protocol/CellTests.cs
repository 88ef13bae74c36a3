using System.Text.Json.Nodes;
using Learn.Jupyter.Tests.Talk;

namespace Learn.Jupyter.Tests.Protocol;

/// <summary>Cells: what is published for them, and in which order.</summary>
public sealed class CellTests
{
    [Fact]
    public async Task A_cell_is_published_from_busy_to_idle()
    {
        await using var talk = new Conversation();
        var id = talk.Client.Run("out one\nshow a\nchange b\nclear\nerr two\necho three");
        var published = talk.Client.Published(id);
        Assert.Equal(
            [
                """status {"execution_state":"busy"}""",
                """execute_input {"code":"out one\nshow a\nchange b\nclear\nerr two\necho three","execution_count":1}""",
                """stream {"name":"stdout","text":"one"}""",
                """display_data {"data":{"text/plain":"a"},"metadata":{},"transient":{"display_id":"one"}}""",
                """update_display_data {"data":{"text/plain":"b"},"metadata":{},"transient":{"display_id":"one"}}""",
                """clear_output {"wait":true}""",
                """stream {"name":"stderr","text":"two"}""",
                """execute_result {"data":{"text/plain":"three"},"metadata":{},"execution_count":1}""",
                """status {"execution_state":"idle"}""",
            ],
            published.Select(message => message.ToString()));
        Assert.Equal(
            """execute_reply {"status":"ok","execution_count":1,"user_expressions":{},"payload":[]}""", talk.Client.Reply(id).ToString());
    }

    [Fact]
    public async Task A_failed_cell_says_why_and_aborts_the_cells_behind_it()
    {
        await using var talk = new Conversation();
        var hang = talk.Client.Run("hang\nfail too late");
        await talk.Language.Waiting.WaitAsync(TestContext.Current.CancellationToken);
        var (behind, question) = (talk.Client.Run("echo never"), talk.Client.Send("kernel_info_request"));
        // Shell messages keep their order; the interrupt is answered over the control channel meanwhile.
        Assert.Equal("ok", talk.Client.Ask("interrupt_request", role: SocketRole.Control)["status"]);
        Assert.Equal("Interrupted", talk.Client.Reply(hang)["ename"]);
        Assert.Equal("aborted", talk.Client.Reply(behind)["status"]);
        Assert.Equal("ok", talk.Client.Reply(question)["status"]);
        Assert.Single(talk.Language.Requests);
    }

    [Fact]
    public async Task An_error_is_published_and_replied()
    {
        await using var talk = new Conversation();
        var id = talk.Client.Run("fail it broke");
        Assert.Contains("""error {"ename":"Failure","evalue":"it broke","traceback":["Failure: it broke"]}""", talk.Client.Published(id).Select(message => message.ToString()));
        Assert.Equal("error", talk.Client.Reply(id)["status"]);
        Assert.Equal("InvalidOperationException", talk.Client.Reply(talk.Client.Run("throw up"))["ename"]);
    }

    [Fact]
    public async Task Without_stop_on_error_the_next_cells_run()
    {
        await using var talk = new Conversation();
        var first = talk.Client.Send("execute_request", new JsonObject { ["code"] = "fail", ["stop_on_error"] = false });
        var second = talk.Client.Run("echo still");
        Assert.Equal("error", talk.Client.Reply(first)["status"]);
        Assert.Equal("ok", talk.Client.Reply(second)["status"]);
    }

    [Fact]
    public async Task A_silent_cell_publishes_nothing_and_counts_for_nothing()
    {
        await using var talk = new Conversation();
        var silent = talk.Client.Send("execute_request", new JsonObject { ["code"] = "out a\necho b", ["silent"] = true });
        Assert.Equal(["status", "status"], talk.Client.Published(silent).Select(message => message.Type));
        talk.Client.Reply(silent);
        var forgotten = talk.Client.Send("execute_request", new JsonObject { ["code"] = "echo b", ["store_history"] = false });
        Assert.Contains("execute_result", talk.Client.Published(forgotten).Select(message => message.Type));
        talk.Client.Reply(forgotten);
        Assert.Equal("1", talk.Client.Reply(talk.Client.Run("echo"))["execution_count"]);
        Assert.Equal("2", talk.Client.Reply(talk.Client.Run("echo"))["execution_count"]);
    }

    [Fact]
    public async Task User_expressions_are_evaluated_after_the_cell()
    {
        await using var talk = new Conversation();
        var expressions = new JsonObject { ["a"] = "1", ["b"] = "bad", ["c"] = "throw", ["d"] = 4 };
        var reply = talk.Client.Reply(talk.Client.Send("execute_request", new JsonObject { ["code"] = "out", ["user_expressions"] = expressions }));
        var values = reply.Content["user_expressions"]!.AsObject();
        Assert.Equal("""{"status":"ok","data":{"text/plain":"1"},"metadata":{}}""", values["a"]!.ToJsonString());
        Assert.Equal(["error", "error", "error"], ((string[])["b", "c", "d"]).Select(name => values[name]!["status"]!.ToString()));
    }

    [Fact]
    public async Task Single_characters_are_sent_together()
    {
        await using var talk = new Conversation();
        var streams = talk.Client.Published(talk.Client.Run("chars 100000")).Where(message => message.Type == "stream").ToList();
        Assert.Equal(100_000, streams.Sum(stream => stream["text"]!.Length));
        Assert.True(streams.Count < 10_000, $"{streams.Count} messages");
    }

    [Fact]
    public async Task What_a_cell_has_left_running_writes_to_that_cell()
    {
        await using var talk = new Conversation();
        var id = talk.Client.Run("later on");
        talk.Client.Published(id);
        talk.Client.Published(talk.Client.Run("echo between"));
        talk.Language.Later.SetResult();
        var late = talk.Client.NextFrom(SocketRole.Iopub);
        Assert.Equal((id, "stream", "on"), (late.ParentId, late.Type, late["text"]));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_does_not_break_a_message()
    {
        await using var talk = new Conversation();
        var (frames, id) = talk.Client.Frames("execute_request", """{"code":"out \ud83d"}""");
        talk.Client.SendFrames(frames);
        Assert.Equal("MalformedRequest", talk.Client.Reply(id)["ename"]);
        Assert.Equal("\ufffd", MimeBundle.Text("\ud83d").TextOf("text/plain"));
    }

    [Fact]
    public async Task An_answer_comes_back_to_the_cell()
    {
        await using var talk = new Conversation();
        var id = talk.Client.Run("password Who goes there?");
        var question = talk.Client.NextFrom(SocketRole.Stdin);
        Assert.Equal(("input_request", "Who goes there?", "true"), (question.Type, question["prompt"], question["password"]));
        Assert.Equal(id, question.ParentId);
        talk.Client.Send("input_reply", new JsonObject { ["value"] = "a friend" }, SocketRole.Stdin, question.Header.DeepClone().AsObject());
        Assert.Contains(talk.Client.Published(id), message => message.Type == "execute_result" && message.Content["data"]!["text/plain"]!.ToString() == "a friend");
    }

    [Fact]
    public async Task A_front_end_may_refuse_to_ask_answer_without_saying_what_or_be_interrupted()
    {
        await using var talk = new Conversation();
        var refused = talk.Client.Send("execute_request", new JsonObject { ["code"] = "ask ?", ["allow_stdin"] = false });
        Assert.Equal("InputRefusedException", talk.Client.Reply(refused)["ename"]);

        var plain = talk.Client.Run("ask ?");
        Assert.Equal("false", talk.Client.NextFrom(SocketRole.Stdin)["password"]);
        talk.Client.Send("input_reply", new JsonObject { ["value"] = "yes" }, SocketRole.Stdin);
        Assert.Equal("ok", talk.Client.Reply(plain)["status"]);

        var interrupted = talk.Client.Run("ask ?");
        talk.Client.NextFrom(SocketRole.Stdin);
        talk.Client.Ask("interrupt_request", role: SocketRole.Control);
        Assert.Equal("Interrupted", talk.Client.Reply(interrupted)["ename"]);
    }
}
