using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>A text is no ruleset.</summary>
public sealed class RulesetParseException : FormatException
{
    /// <summary>Makes the exception from what was found.</summary>
    /// <param name="errors">At least one error.</param>
    public RulesetParseException(ImmutableArray<RulesetParseError> errors)
        : base(string.Join('\n', errors.Select(error => error.Message)))
    {
        Errors = errors;
    }

    /// <summary>Everything that was found wrong, in the order of the text.</summary>
    public ImmutableArray<RulesetParseError> Errors { get; }
}
