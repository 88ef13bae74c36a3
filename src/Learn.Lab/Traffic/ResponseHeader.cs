namespace Learn;

/// <summary>One header line of a response.</summary>
/// <param name="Name">The name in lower case, as curl reports it.</param>
/// <param name="Value">The value without surrounding blanks.</param>
public readonly record struct ResponseHeader(string Name, string Value);
