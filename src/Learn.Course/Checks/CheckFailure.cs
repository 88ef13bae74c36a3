namespace Learn.Course;

/// <summary>Why a check does not hold.</summary>
/// <param name="Expected">What was expected.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Experiment">The experiment that shows it; empty if there is none.</param>
public sealed record CheckFailure(string Expected, string Seen, string Experiment = "");
