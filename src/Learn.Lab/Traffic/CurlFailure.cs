namespace Learn;

/// <summary>What a failed request looked like from curl's side. The numbers of curl's exit codes are in <c>man curl</c>, "EXIT CODES".</summary>
public enum CurlFailure
{
    /// <summary>curl got an answer, whatever its HTTP status (exit code 0).</summary>
    None,

    /// <summary>The name could not be resolved, or not in time: no packet reached the Service (exit code 5, 6, or 28 before the lookup ended).</summary>
    NameLookup,

    /// <summary>The connection was refused, or the address was unreachable; curl 7.88 and later say the same for both (exit code 7).</summary>
    Refused,

    /// <summary>Nobody answered the attempt to connect in time: packets were dropped (exit code 28 before the connection stood).</summary>
    ConnectTimeout,

    /// <summary>The connection stood, but the answer did not come in time (exit code 28 after that).</summary>
    ResponseTimeout,

    /// <summary>The connection was closed or reset before an answer came (exit code 52, 55 or 56).</summary>
    Reset,

    /// <summary>Anything else; the exit code and curl's own words say more.</summary>
    Other,
}
