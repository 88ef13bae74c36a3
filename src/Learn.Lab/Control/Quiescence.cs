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
    private readonly List<Waiter> waiters = [];
    private Exception? broken;

    /// <summary>Says that something is under way until the token is disposed.</summary>
    /// <param name="reason">What a learner is told who waits for too long: <c>pod/web-1 to become ready</c>.</param>
    /// <param name="isAboutRules">Whether it is kube-proxy's work, for those who wait for the rules alone.</param>
    public IDisposable Hold(string reason, bool isAboutRules = false)
    {
        var token = new Token(this, reason, isAboutRules);
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
    /// <param name="rulesOnly">Waits for kube-proxy's work alone, whatever else goes on.</param>
    /// <exception cref="LabException">The patience is at its end (the message says what was waited for), or the lab is gone.</exception>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken, bool rulesOnly = false)
    {
        var waiter = new Waiter(rulesOnly);
        lock (gate)
        {
            if (broken is not null)
            {
                throw Gone(broken);
            }

            if (!held.Any(waiter.WaitsFor))
            {
                return;
            }

            waiters.Add(waiter);
        }

        try
        {
            await waiter.Rest.Task.WaitAsync(patience, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new LabException($"After {patience.TotalSeconds:0} s the lab still waits for {string.Join(", ", Reasons)}.");
        }
        finally
        {
            lock (gate)
            {
                waiters.Remove(waiter);
            }
        }
    }

    /// <summary>Says that nothing will ever come to rest again: the world has ended, or a worker failed. Who waits hears the reason.</summary>
    public void Break(Exception reason)
    {
        List<Waiter> abandoned;
        lock (gate)
        {
            broken ??= reason;
            abandoned = [.. waiters];
            waiters.Clear();
        }

        abandoned.ForEach(waiter => waiter.Rest.TrySetException(Gone(reason)));
    }

    private static LabException Gone(Exception reason) => new($"The lab is gone: {reason.Message}", reason);

    private void Release(Token token)
    {
        List<Waiter> served = [];
        lock (gate)
        {
            if (held.Remove(token) && waiters.Count > 0)
            {
                served = waiters.FindAll(waiter => !held.Any(waiter.WaitsFor));
            }
        }

        served.ForEach(waiter => waiter.Rest.TrySetResult());
    }

    private sealed class Waiter(bool rulesOnly)
    {
        public TaskCompletionSource Rest { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool WaitsFor(Token token) => token.IsAboutRules || !rulesOnly;
    }

    private sealed class Token(Quiescence owner, string reason, bool isAboutRules) : IDisposable
    {
        public string Reason => reason;

        public bool IsAboutRules => isAboutRules;

        public void Dispose() => owner.Release(this);
    }
}
