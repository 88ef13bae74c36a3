namespace Learn;

/// <summary>
/// Knows whether something in the lab is still under way. Whoever has work, or waits for something that will happen soon, holds a token
/// with its reason; the lab is at rest when nobody holds one. That is what <c>await lab.ApplyAsync(…)</c> waits for.
/// </summary>
/// <remarks>
/// Who causes work for another (by a write to the cluster, which wakes every worker before it returns) still holds its own token at that
/// moment. So the number of tokens cannot be zero while work is handed on.
/// </remarks>
internal sealed class Quiescence
{
    private readonly Lock gate = new();
    private readonly HashSet<Token> held = [];
    private TaskCompletionSource? rest;
    private Exception? broken;

    /// <summary>Says that something is under way until the token is disposed.</summary>
    /// <param name="reason">What a learner is told who waits for too long: <c>pod/web-1 to become ready</c>.</param>
    public IDisposable Hold(string reason)
    {
        var token = new Token(this, reason);
        lock (gate)
        {
            held.Add(token);
        }

        return token;
    }

    /// <summary>What is under way, in words; empty at rest.</summary>
    public IReadOnlyList<string> Reasons
    {
        get
        {
            lock (gate)
            {
                return [.. held.Select(token => token.Reason).Distinct().Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Waits until nothing is under way.</summary>
    /// <param name="patience">How long at most.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="LabException">The patience is at its end (the message says what was waited for), or the lab is gone.</exception>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Task waiting;
        lock (gate)
        {
            if (broken is not null)
            {
                throw Gone(broken);
            }

            if (held.Count == 0)
            {
                return;
            }

            rest ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting = rest.Task;
        }

        try
        {
            await waiting.WaitAsync(patience, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new LabException($"After {patience.TotalSeconds:0} s the lab still waits for {string.Join(", ", Reasons)}.");
        }
    }

    /// <summary>Says that nothing will ever come to rest again: the world has ended, or a worker failed. Who waits hears the reason.</summary>
    public void Break(Exception reason)
    {
        TaskCompletionSource? waiting;
        lock (gate)
        {
            broken ??= reason;
            waiting = rest;
            rest = null;
        }

        waiting?.TrySetException(Gone(reason));
    }

    private static LabException Gone(Exception reason) => new($"The lab is gone: {reason.Message}", reason);

    private void Release(Token token)
    {
        TaskCompletionSource? waiting = null;
        lock (gate)
        {
            if (held.Remove(token) && held.Count == 0)
            {
                waiting = rest;
                rest = null;
            }
        }

        waiting?.TrySetResult();
    }

    private sealed class Token(Quiescence owner, string reason) : IDisposable
    {
        public string Reason => reason;

        public void Dispose() => owner.Release(this);
    }
}
