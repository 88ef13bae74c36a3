namespace Learn;

/// <summary>
/// Something that a lab was asked to do could not be done. The message is for learners: it names the object, what is wrong with
/// it, and what to do.
/// </summary>
public sealed class LabException : Exception
{
    /// <summary>Makes the exception.</summary>
    public LabException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    public LabException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
