namespace Learn.Proxy;

/// <summary>
/// An answer to the question what rules do: a <see cref="RuleExplanation"/>, <see cref="ChainExplanation"/>,
/// <see cref="TableExplanation"/>, <see cref="ServiceExplanation"/>, <see cref="FieldRules"/> or <see cref="RulesetOverview"/>.
/// </summary>
public interface IExplanation;
