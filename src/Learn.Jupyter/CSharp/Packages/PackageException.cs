namespace Learn.Jupyter.CSharp;

/// <summary>A package could not be restored.</summary>
/// <param name="message">Which one and why, for the learner.</param>
public sealed class PackageException(string message) : Exception(message);
