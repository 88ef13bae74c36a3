namespace Learn.Sandbox;

/// <summary><see cref="ResponderOptions"/> as they travel to the helper.</summary>
internal sealed record ResponderRequest(string Identity, IReadOnlyList<ListenerRequest> Listeners, IReadOnlyDictionary<string, string> Headers);

/// <summary><see cref="ResponderListener"/> as it travels.</summary>
internal sealed record ListenerRequest(Transport Transport, int Port, string? Address);

/// <summary>A responder that listens, as the helper names it.</summary>
internal sealed record ResponderDescription(int Id, IReadOnlyList<ListenerRequest> Listeners);
