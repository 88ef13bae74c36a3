namespace Learn;

/// <summary>Measured traffic is not as expected. The message says in which way, and shows the whole result.</summary>
public sealed class ShareMismatchException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="check">What was found.</param>
    /// <param name="result">The result as text.</param>
    public ShareMismatchException(ShareCheck check, string result)
        : base($"{check}\n\n{result}") => Check = check;

    /// <summary>What was found.</summary>
    public ShareCheck Check { get; }
}
