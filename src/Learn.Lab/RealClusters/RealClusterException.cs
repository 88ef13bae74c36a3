namespace Learn;

/// <summary>A real cluster cannot be read.</summary>
public sealed class RealClusterException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="isUnreachable">True if the cluster does not answer; false if what was given does not fit it.</param>
    /// <param name="cause">What the client said.</param>
    public RealClusterException(string message, bool isUnreachable = false, Exception? cause = null)
        : base(message, cause) => IsUnreachable = isUnreachable;

    /// <summary>True if the cluster does not answer; false if what was given (file, context, rights, node) does not fit it.</summary>
    public bool IsUnreachable { get; }
}
