using System.Collections.Immutable;

namespace Learn;

/// <summary>Whether measured traffic is as expected. Made by <see cref="Shares"/>.</summary>
/// <param name="Count">Number of requests that were judged.</param>
/// <param name="FalseAlarm">The probability, at most, that traffic that is as expected is found not to be.</param>
/// <param name="Problems">What is not as expected, each a sentence; empty if all is.</param>
public sealed record ShareCheck(int Count, double FalseAlarm, ImmutableArray<string> Problems)
{
    /// <summary>True if nothing is against the expectation.</summary>
    public bool Fits => Problems.IsEmpty;

    /// <summary>The problems, or that there are none.</summary>
    public override string ToString()
        => Fits
            ? OutcomeText.Format($"{Count:N0} requests are as expected (false alarm in less than {FalseAlarm:0.#e+0} of all runs).")
            : OutcomeText.Format($"{Count:N0} requests are not as expected (false alarm in less than {FalseAlarm:0.#e+0} of all runs):\n") + string.Join('\n', Problems.Select(problem => $"- {problem}"));
}
