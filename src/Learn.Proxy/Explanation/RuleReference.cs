namespace Learn.Proxy;

/// <summary>Where one can read more about what a rule does: a KEP, a man page, an RFC, a page of the documentation.</summary>
/// <param name="Name">Its short name: <c>KEP-1669</c>, <c>iptables-extensions(8)</c>.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Url">Its address.</param>
public sealed record RuleReference(string Name, string Title, string Url)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Title}";
}
