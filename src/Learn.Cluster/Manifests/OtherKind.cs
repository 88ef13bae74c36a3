namespace Learn.Cluster;

/// <summary>A kind of document that is no API object, but has a reader of its own, such as a configuration.</summary>
/// <param name="ApiVersion">As documents write it.</param>
/// <param name="Kind">As documents write it.</param>
public readonly record struct OtherKind(string ApiVersion, string Kind);
