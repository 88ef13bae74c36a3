namespace Learn.Course;

/// <summary>The connections and flows that an exercise keeps open, by name.</summary>
/// <param name="lab">The lab.</param>
internal sealed class HeldTraffic(Lab lab) : IAsyncDisposable
{
    private readonly Dictionary<string, IHeldTraffic> held = [];

    /// <summary>Opens one, and sends the first request over it, which decides who answers the others.</summary>
    /// <param name="name">Its name. One that is kept under it is closed.</param>
    /// <param name="target">Where it leads: <c>http://web</c> or <c>udp://web:53</c>.</param>
    /// <param name="from">Where it starts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CourseException">The target is not understood, or the first request was not answered.</exception>
    /// <exception cref="LabException">It cannot be opened.</exception>
    public async Task OpenAsync(string name, string target, string? from, CancellationToken cancellationToken)
    {
        IHeldTraffic opened = target.StartsWith("udp://", StringComparison.Ordinal)
            ? new HeldDatagrams(await OpenFlowAsync(target, from, cancellationToken), target)
            : new HeldHttp(await lab.OpenConnectionAsync(from, target, timeout: HeldHttp.Patience, cancellationToken: cancellationToken), target);
        var first = await opened.SendAsync(cancellationToken);
        if (first.Ends != HeldAnswer.Answered)
        {
            await opened.DisposeAsync();
            throw new CourseException($"Nobody answers at {target}: {first.Words}.");
        }

        await CloseAsync(name);
        held[name] = opened;
    }

    /// <summary>What is kept under a name.</summary>
    /// <exception cref="CourseException">Nothing is.</exception>
    public IHeldTraffic Get(string name)
        => held.GetValueOrDefault(name) ?? throw new CourseException(
            $"No connection or flow is kept under the name \"{name}\". {(held.Count == 0 ? "None is kept at all: an action \"hold\" opens one." : $"There are: {string.Join(", ", held.Keys.Order())}.")}");

    /// <summary>Closes what is kept under a name, if there is something.</summary>
    public async Task CloseAsync(string name)
    {
        if (held.Remove(name, out var old))
        {
            await old.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (string name in held.Keys.ToList())
        {
            await CloseAsync(name);
        }
    }

    private Task<HeldFlow> OpenFlowAsync(string target, string? from, CancellationToken cancellationToken)
        => Uri.TryCreate(target, UriKind.Absolute, out var url) && url.Port > 0
            ? lab.OpenFlowAsync(from, url.Host, url.Port, HeldDatagrams.Patience, cancellationToken)
            : throw new CourseException($"\"{target}\" is no target of datagrams. Write it with its port: udp://web:53.");
}
