namespace Learn;

/// <summary>The text of a manifest and where it comes from.</summary>
/// <param name="Text">One or more YAML documents.</param>
/// <param name="Name">The name of the file or cell, for messages; null if it has none.</param>
public sealed record ManifestFile(string Text, string? Name = null);
