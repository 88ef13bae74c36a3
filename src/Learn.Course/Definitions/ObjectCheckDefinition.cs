namespace Learn.Course;

/// <summary>An object that must be as it is described.</summary>
public sealed record ObjectCheckDefinition
{
    /// <summary>The object: <c>service/web</c>, <c>pod/shop/web-1</c> in another namespace.</summary>
    public string Is { get; init; } = "";

    /// <summary>Where in it: a JSONPath as kubectl takes it, <c>.spec.ports[0].targetPort</c>; null for whether it exists.</summary>
    public string? Path { get; init; }

    /// <summary>The value that must stand there; null for anything.</summary>
    public string? Equal { get; init; }

    /// <summary>The value that must not stand there; null for none.</summary>
    public string? Not { get; init; }

    /// <summary>False: the object, or the field, must not exist. Default true.</summary>
    public bool Exists { get; init; } = true;
}
