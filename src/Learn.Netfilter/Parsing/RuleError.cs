namespace Learn.Netfilter;

/// <summary>Why a text is no rule.</summary>
/// <param name="Column">Where, counted from 0.</param>
/// <param name="Expected">What could have stood there.</param>
internal readonly record struct RuleError(int Column, string Expected);
