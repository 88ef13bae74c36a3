using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>Questions to the user of a front end and the answers to them.</summary>
internal sealed class StdinDesk(KernelSockets sockets, MessageWriter writer)
{
    private readonly List<Question> open = [];

    /// <summary>Asks the front end that sent the request.</summary>
    public async Task<string> AskAsync(Message request, string prompt, bool isPassword, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (frames, id) = writer.Write(
            request.Identities, "input_request", request.Header, new JsonObject { ["prompt"] = JsonText.WellFormed(prompt), ["password"] = isPassword });
        var question = new Question(request.Identities, id, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (open)
        {
            open.Add(question);
        }

        try
        {
            sockets.Send(SocketRole.Stdin, frames);
            return await question.Answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (open)
            {
                open.Remove(question);
            }
        }
    }

    /// <summary>
    /// Takes an answer to where it was asked. Some clients do not say which question they answer (jupyter_client's own <c>input()</c>): then it is the
    /// oldest one that they were asked. An answer that nobody waits for is forgotten.
    /// </summary>
    public void Receive(Message reply)
    {
        if (reply.Type != "input_reply")
        {
            return;
        }

        Question? question;
        lock (open)
        {
            question = open.Find(one => AreEqual(one.Identities, reply.Identities) && (reply.ParentId is null || reply.ParentId == one.Id));
        }

        if (question is null)
        {
            return;
        }

        try
        {
            if (reply.Fault is not null || reply.Content.Text("status", "ok") != "ok")
            {
                question.Answer.TrySetException(new InputRefusedException());
            }
            else
            {
                question.Answer.TrySetResult(reply.Content.Text("value"));
            }
        }
        catch (MalformedRequestException)
        {
            question.Answer.TrySetException(new InputRefusedException());
        }
    }

    private static bool AreEqual(IReadOnlyList<byte[]> one, IReadOnlyList<byte[]> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    private sealed record Question(IReadOnlyList<byte[]> Identities, string Id, TaskCompletionSource<string> Answer);
}
