namespace Learn.Sandbox;

/// <summary>Something asked of the sandbox could not be done; the message says what and why.</summary>
/// <param name="message">What failed and why.</param>
/// <param name="innerException">The cause, if it was an exception.</param>
public class SandboxException(string message, Exception? innerException = null) : Exception(message, innerException);
