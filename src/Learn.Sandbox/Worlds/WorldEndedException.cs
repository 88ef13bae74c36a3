namespace Learn.Sandbox;

/// <summary>The world's helper process has ended, on purpose or not; everything in the world is gone.</summary>
/// <param name="message">Which world ended and how, as far as it is known.</param>
/// <param name="innerException">The broken call, if there was one.</param>
public sealed class WorldEndedException(string message, Exception? innerException = null) : SandboxException(message, innerException);
