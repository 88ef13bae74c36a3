namespace Learn;

/// <summary>
/// The token that ends the calls of a lab which were given none. A notebook sets it around each cell, so that an interrupt also ends what the cell
/// asked of a lab without a token: <c>await lab.CurlAsync(url, 1_000_000)</c>, and the same with <c>.Result</c>. It flows with the code, into its
/// tasks and threads.
/// </summary>
public static class AmbientCancellation
{
    private static readonly AsyncLocal<CancellationToken> Ambient = new();

    /// <summary>The token of what runs here; one that is never cancelled where nobody set it.</summary>
    public static CancellationToken Token => Ambient.Value;

    /// <summary>Makes this the token of what runs from here on. Set in an async method, it ends with that method.</summary>
    public static void Enter(CancellationToken cancellationToken) => Ambient.Value = cancellationToken;

    /// <summary>For what outlives the code that starts it: it belongs to nobody's cell.</summary>
    internal static void Leave() => Ambient.Value = CancellationToken.None;

    /// <summary>The caller's token; the ambient one where the caller named none.</summary>
    internal static CancellationToken Or(CancellationToken cancellationToken) => cancellationToken.CanBeCanceled ? cancellationToken : Ambient.Value;
}
