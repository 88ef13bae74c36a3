namespace Learn.Cluster;

/// <summary>What apply did with one object.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Namespace and name.</param>
/// <param name="Outcome">What was done.</param>
public sealed record AppliedObject(ResourceKind Kind, NamespacedName Name, ApplyOutcome Outcome)
{
    /// <summary>As kubectl prints it: <c>service/my-service created</c>.</summary>
    public override string ToString() => $"{Kind.DisplayName}/{Name.Name} {Outcome.ToString().ToLowerInvariant()}";
}
