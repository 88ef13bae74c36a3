namespace Learn.Proxy;

/// <summary>Something about rules that is not as kube-proxy alone would leave it.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="What">What is there, in a sentence, with the table and the chain.</param>
/// <param name="Meaning">What it means for traffic.</param>
/// <param name="LookAt">What to look at or to do next.</param>
public sealed record Oddity(OddityLevel Level, string What, string Meaning, string LookAt)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Level}: {What} {Meaning} {LookAt}";
}
