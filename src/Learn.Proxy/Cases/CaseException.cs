namespace Learn.Proxy;

/// <summary>A case cannot be lived through: its description is wrong, or it asks for something that cannot be done here.</summary>
/// <param name="message">What is wrong, in a sentence.</param>
public sealed class CaseException(string message) : Exception(message);
