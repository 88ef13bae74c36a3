namespace Learn.Notebook;

/// <summary>Shows something in a host that is not ours.</summary>
/// <param name="forms">The thing in its forms, by MIME type.</param>
/// <param name="displayId">Its name, or null; a second call with the same name changes what the first has shown.</param>
public delegate void HostDisplay(IReadOnlyDictionary<string, string> forms, string? displayId);
