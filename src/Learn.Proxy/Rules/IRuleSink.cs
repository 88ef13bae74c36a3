using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// Where the generator puts its rules: into bytes, where no rule becomes an object, or into a ruleset, where each has its origin.
/// </summary>
internal interface IRuleSink
{
    void Filter(string chain, in RuleSource source, Target? target, params ReadOnlySpan<Match> matches);

    void Nat(string chain, in RuleSource source, Target? target, params ReadOnlySpan<Match> matches);
}
