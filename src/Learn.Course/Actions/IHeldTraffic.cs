namespace Learn.Course;

/// <summary>A connection or a flow that is kept open.</summary>
internal interface IHeldTraffic : IAsyncDisposable
{
    /// <summary>What it is, for messages: <c>the connection to http://web</c>.</summary>
    string Words { get; }

    /// <summary>Who answered first.</summary>
    string? FirstPod { get; }

    /// <summary>Sends once more.</summary>
    Task<HeldAnswer> SendAsync(CancellationToken cancellationToken);
}
