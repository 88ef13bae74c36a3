namespace Learn.Sandbox;

/// <summary>What a responder says of itself and where it listens.</summary>
public sealed record ResponderOptions
{
    /// <summary>What <c>/hostname</c> answers, for example the pod's name.</summary>
    public required string Identity { get; init; }

    /// <summary>Where it listens; at least one.</summary>
    public required IReadOnlyList<ResponderListener> Listeners { get; init; }

    /// <summary>Headers put on every HTTP response, for example <c>X-Pod-Name</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
