using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Writes the shared rules of one service port after the other, each into bytes of its own.</summary>
internal sealed class SharedTextSink : IRuleSink
{
    private readonly PayloadBuffer _filter = new(4096);
    private readonly PayloadBuffer _nat = new(4096);
    private readonly RuleWriter _filterWriter;
    private readonly RuleWriter _natWriter;
    private int _filterRules;
    private int _natRules;

    internal SharedTextSink(IpFamily family)
    {
        _filterWriter = new(_filter, family, TextStyle.Restore);
        _natWriter = new(_nat, family, TextStyle.Restore);
    }

    public void Filter(string chain, in RuleSource source, Target? target, params ReadOnlySpan<Match> matches)
    {
        _filterWriter.Append(chain, matches, target);
        _filterRules++;
    }

    public void Nat(string chain, in RuleSource source, Target? target, params ReadOnlySpan<Match> matches)
    {
        _natWriter.Append(chain, matches, target);
        _natRules++;
    }

    internal SharedText Render(PortState state, RuleSettings settings)
    {
        _filter.Clear();
        _nat.Clear();
        _filterRules = _natRules = 0;
        ServiceRules.WriteShared(state, this);
        return new(_filter.Written.ToArray(), _nat.Written.ToArray(), _filterRules, _natRules)
        {
            OwnRules = RuleCounts.OfOwnChains(state, settings),
            LacksInternalEndpoints = state.HasEndpoints && !state.HasInternalEndpoints,
            LacksExternalEndpoints = state.UsesExternalChain && !state.HasExternalEndpoints,
        };
    }
}
