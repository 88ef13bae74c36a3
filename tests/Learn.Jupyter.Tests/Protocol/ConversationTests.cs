using System.Runtime.CompilerServices;
using Learn.Jupyter.CSharp;
using Learn.Jupyter.Tests.Talk;

namespace Learn.Jupyter.Tests.Protocol;

/// <summary>The conversations in <c>Conversations</c>, each a file: what a front end says, and every message that it hears.</summary>
public sealed class ConversationTests
{
    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Conversations");

    public static TheoryData<string> Files() => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Conversations"), "*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary><c>LEARN_ACCEPT=1</c> writes what really comes into the files; what has changed is then seen in the diff.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_conversation_goes_as_it_is_written(string file)
    {
        var written = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Conversations", file), TestContext.Current.CancellationToken);
        using var csharp = file.StartsWith("csharp-", StringComparison.Ordinal) ? new CSharpLanguage() : null;
        await using var talk = csharp is null ? new Conversation(sideBySide: file.Contains("side-by-side", StringComparison.Ordinal)) : new Conversation(csharp);
        if (csharp is not null)
        {
            await csharp.WarmUp;
        }

        talk.Server.Comms.Register("echo", (comm, data) =>
        {
            comm.Send(data);
            comm.Received = (message, buffers) => comm.Send(message, buffers);
        });
        var conversation = new GoldenConversation(talk.Client);
        var held = conversation.Hold(written);
        // Nothing else came: the next things heard are those of one more question.
        var last = conversation.Hold(
        [
            "> last control comm_info_request {\"target_name\":\"none\"}", "< last iopub", "< last iopub", "< last control",
            "> end shell comm_info_request {\"target_name\":\"none\"}", "< end iopub", "< end iopub", "< end shell",
        ]);
        if (Environment.GetEnvironmentVariable("LEARN_ACCEPT") == "1")
        {
            await File.WriteAllLinesAsync(Path.Combine(Folder(), file), held, TestContext.Current.CancellationToken);
        }

        Assert.Equal(Enumerable.Repeat("last", 3).Concat(Enumerable.Repeat("end", 3)), last.Where(line => line[0] == '<').Select(line => line.Split(' ')[1]));
        Assert.Empty(conversation.Unheard);
        Assert.Equal(string.Join('\n', written), string.Join('\n', held));
    }
}
