namespace Learn.Proxy;

/// <summary>A packet is not described so that it could be walked; the message says what is wrong and what to write instead.</summary>
public sealed class WalkQuestionException : FormatException
{
    /// <summary>Makes it.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    public WalkQuestionException(string message)
        : base(message)
    {
    }
}
