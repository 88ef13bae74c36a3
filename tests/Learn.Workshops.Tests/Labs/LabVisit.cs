namespace Learn.Workshops.Tests.Labs;

/// <summary>What was seen in a lab.</summary>
/// <param name="Network">The network namespace of its toolbox.</param>
/// <param name="ReachedTheSecret">Whether the Service answered that one lab alone has.</param>
/// <param name="Answers">Who answered at the Service that all labs have.</param>
internal sealed record LabVisit(string Network, bool ReachedTheSecret, string[] Answers);
