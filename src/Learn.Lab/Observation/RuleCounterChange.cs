using Learn.Netfilter;

namespace Learn;

/// <summary>What a rule has seen between two moments.</summary>
/// <param name="Rule">The rule, with its counters at the later moment.</param>
/// <param name="Since">What came in between.</param>
/// <param name="IsNew">True if the rule was not there before, or was written anew: what came before that is not known.</param>
public sealed record RuleCounterChange(CountedRule Rule, Counters Since, bool IsNew);
