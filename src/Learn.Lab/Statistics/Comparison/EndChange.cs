namespace Learn;

/// <summary>How the share of one end changed.</summary>
/// <param name="End">The end.</param>
/// <param name="Before">Its requests before.</param>
/// <param name="After">Its requests after.</param>
/// <param name="ShareBefore">Its share before, 0–1.</param>
/// <param name="ShareAfter">Its share after, 0–1.</param>
/// <param name="PossibleBefore">The shares that the count before leaves possible.</param>
/// <param name="PossibleAfter">The shares that the count after leaves possible.</param>
/// <param name="PValue">The p-value of Fisher's exact test of this end against all others, 0–1.</param>
/// <param name="IsChanged">True if that is too small for chance, all ends considered (Bonferroni).</param>
public sealed record EndChange(
    TrafficOutcome End, int Before, int After, double ShareBefore, double ShareAfter, ShareInterval PossibleBefore, ShareInterval PossibleAfter, double PValue, bool IsChanged);
