using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>What became of a text that was read as a ruleset.</summary>
/// <param name="Ruleset">The rules; lines with errors are missing from them.</param>
/// <param name="Errors">The errors, in the order of the text. Never default.</param>
public sealed record ParseResult(Ruleset Ruleset, ImmutableArray<RulesetParseError> Errors)
{
    /// <summary>True if there are no errors.</summary>
    public bool Succeeded => Errors.IsEmpty;
}
