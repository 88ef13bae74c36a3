using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>The rules that a field of an object has made.</summary>
/// <param name="Object">The object: <c>service/default/my-service</c>.</param>
/// <param name="Path">The path of the field: <c>spec.ports[0].nodePort</c>.</param>
/// <param name="Rules">The rules, in the order of the tables and chains; none if the field has made none.</param>
public sealed record FieldRules(string Object, string Path, ImmutableArray<RuleExplanation> Rules) : IExplanation
{
    /// <inheritdoc/>
    public override string ToString() => ExplanationText.Write(this);
}
