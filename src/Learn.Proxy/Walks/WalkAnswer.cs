using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What happens to a packet on a node, with the names of Services and endpoints.</summary>
public sealed class WalkAnswer
{
    private readonly Lazy<RulesetReading> _reading;

    /// <summary>Makes it.</summary>
    /// <param name="result">The walk.</param>
    /// <param name="reading">What the rules say about Services; made when it is needed.</param>
    /// <param name="hint">What would give another answer; null for nothing.</param>
    public WalkAnswer(WalkResult result, Lazy<RulesetReading> reading, string? hint = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(reading);
        Result = result;
        _reading = reading;
        Hint = hint;
    }

    /// <summary>The walk.</summary>
    public WalkResult Result { get; }

    /// <summary>What the rules say about Services.</summary>
    public RulesetReading Reading => _reading.Value;

    /// <summary>What to know about the answer; null for nothing.</summary>
    public string? Hint { get; }

    /// <summary>What to call a chain in it.</summary>
    public string? NameOf(string table, string chain) => WalkNames.Of(Reading, table, chain);

    /// <summary>The tree as text, with names, of at most 100 columns.</summary>
    public override string ToString() => (Result.Tree?.ToText(WalkNames.In(Reading)) ?? Result.ToString()) + (Hint is null ? "" : $"\n\n{Hint}");
}
