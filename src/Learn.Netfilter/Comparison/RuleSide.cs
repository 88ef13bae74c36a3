namespace Learn.Netfilter;

/// <summary>A rule of one side that has no counterpart yet.</summary>
/// <param name="Index">Its place in the chain, counted from 0.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Key">Its words.</param>
internal readonly record struct RuleSide(int Index, Rule Rule, string Key);
