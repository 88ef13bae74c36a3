namespace Learn.Cluster;

/// <summary>A request that the API server refuses, with its status as the API has it.</summary>
public sealed class ClusterApiException : Exception
{
    internal ClusterApiException(int code, string reason, string message, IReadOnlyList<FieldError>? causes = null, string? target = null)
        : base(message)
    {
        Code = code;
        Reason = reason;
        Causes = causes ?? [];
        Target = target;
    }

    /// <summary>The HTTP status: 400, 403, 404, 409, 410 or 422.</summary>
    public int Code { get; }

    /// <summary>The reason as the API has it: <c>NotFound</c>, <c>AlreadyExists</c>, <c>Conflict</c>, <c>Invalid</c>, <c>Forbidden</c>,
    /// <c>Expired</c>; <c>BadRequest</c> for what kubectl refuses by itself.</summary>
    public string Reason { get; }

    /// <summary>The object as API messages name it, <c>Service "my-service"</c>, for reason Invalid; else null.</summary>
    public string? Target { get; }

    /// <summary>The refused fields, for reason Invalid; else empty.</summary>
    public IReadOnlyList<FieldError> Causes { get; }

    internal static ClusterApiException NotFound(ResourceKind kind, string name) =>
        new(404, "NotFound", $"{kind.ResourceName} \"{name}\" not found");

    internal static ClusterApiException AlreadyExists(ResourceKind kind, string name) =>
        new(409, "AlreadyExists", $"{kind.ResourceName} \"{name}\" already exists");

    internal static ClusterApiException Conflict(ResourceKind kind, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {kind.ResourceName} \"{name}\": {why}");

    internal static ClusterApiException BadRequest(string message) => new(400, "BadRequest", message);

    internal static ClusterApiException Forbidden(ResourceKind kind, string name, string why) =>
        new(403, "Forbidden", $"{kind.ResourceName} \"{name}\" is forbidden: {why}");

    internal static ClusterApiException Invalid(ResourceKind kind, string name, IReadOnlyList<FieldError> causes)
    {
        var target = $"{kind.Kind} \"{name}\"";
        var details = causes.Select(cause => cause.ToString()).Distinct().ToArray();
        var message = details.Length == 1
            ? $"{target} is invalid: {details[0]}"
            : $"{target} is invalid: \n* {string.Join("\n* ", details)}";
        return new(422, "Invalid", message, causes, target);
    }
}
