namespace Learn.Netfilter;

/// <summary>
/// Where a rule comes from. Whoever generates rules derives from this class and attaches an instance, so that an
/// explanation can lead back to the cause. It is not part of the identity of a rule, and text does not carry it.
/// </summary>
public abstract class RuleOrigin
{
    /// <summary>Says in one sentence what made the rule.</summary>
    public abstract string Describe();

    /// <inheritdoc />
    public override string ToString() => Describe();
}
