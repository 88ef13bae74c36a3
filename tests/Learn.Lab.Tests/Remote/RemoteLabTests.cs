using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Learn.Tests.Remote;

/// <summary>A lab answers other processes of its user.</summary>
public sealed class RemoteLabTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lab_is_listed_described_and_asked_while_it_lives()
    {
        RemoteLab? remote;
        await using (var lab = await Lab.StartAsync(cancellationToken: Cancel))
        {
            Assert.Contains(lab.Name, RemoteLab.List());
            remote = await RemoteLab.FindAsync(lab.Name, Cancel);
            Assert.Equal(Environment.ProcessId, remote!.OwnerProcessId);
            var description = (await remote.AskAsync(new LabRequest.Describe(), Cancel)).Description!;
            Assert.Equal((lab.Name, 1, lab.HelperProcessId), (description.Name, description.Nodes, description.HelperProcessId));
            Assert.Equal("node/node-1", (await remote.AskAsync(new LabRequest.FindHost("node-1"), Cancel)).Host);
        }

        Assert.DoesNotContain(remote.Name, RemoteLab.List());
        Assert.Null(await RemoteLab.FindAsync(remote.Name, Cancel));
        await Assert.ThrowsAsync<LabException>(() => remote.AskAsync(new LabRequest.Describe(), Cancel));
    }

    [Fact]
    public async Task What_is_no_request_is_answered_with_a_sentence_and_does_no_harm()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancel);

        foreach (string line in (string[])["nonsense", "null", "{}", "{\"$type\":\"dance\"}", "{\"$type\":\"apply\"}"])
        {
            string answer = await SayAsync(lab.Name, line);
            Assert.Contains("\"exitCode\":2", answer, StringComparison.Ordinal);
            Assert.Contains("\"error\":\"", answer, StringComparison.Ordinal);
        }

        using (var silent = await LabSocket.ConnectAsync(lab.Name, Cancel))
        {
            // Goes away without a word.
        }

        Assert.NotNull((await (await RemoteLab.FindAsync(lab.Name, Cancel))!.AskAsync(new LabRequest.Describe(), Cancel)).Description);
    }

    [Fact]
    public async Task A_desk_of_the_labs_holder_answers_what_the_lab_does_not_know()
    {
        static Task<JsonElement> CountAsync(Lab lab, JsonElement question, CancellationToken cancellationToken) => question.ValueKind == JsonValueKind.Object
            ? Task.FromResult(JsonSerializer.SerializeToElement(new { lab = lab.Name, twice = 2 * question.GetProperty("number").GetInt32() }))
            : throw new LabException("This desk doubles numbers.");
        await using var lab = await Lab.StartAsync(new LabOptions { Desks = ImmutableDictionary<string, LabDesk>.Empty.Add("doubling", CountAsync) }, Cancel);
        var remote = await RemoteLab.FindAsync(lab.Name, Cancel);

        var answer = (await remote!.AskAsync(new LabRequest.AskDesk("doubling", JsonSerializer.SerializeToElement(new { number = 21 })), Cancel)).Answer!.Value;
        var refused = await remote.AskAsync(new LabRequest.AskDesk("doubling", JsonSerializer.SerializeToElement("two\nlines")), Cancel);
        var nobody = await remote.AskAsync(new LabRequest.AskDesk("lost property", JsonSerializer.SerializeToElement(1)), Cancel);

        Assert.Equal((lab.Name, 42), (answer.GetProperty("lab").GetString(), answer.GetProperty("twice").GetInt32()));
        Assert.Equal((2, "This desk doubles numbers.\n", null), (refused.ExitCode, refused.Error, refused.Answer));
        Assert.Equal((2, $"The lab \"{lab.Name}\" has no desk \"lost property\".\n", null), (nobody.ExitCode, nobody.Error, nobody.Answer));
    }

    private static async Task<string> SayAsync(string lab, string line)
    {
        using var socket = await LabSocket.ConnectAsync(lab, Cancel);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), Cancel);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancel);
    }
}
