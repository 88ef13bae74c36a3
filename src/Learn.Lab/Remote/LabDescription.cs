namespace Learn;

/// <summary>A running lab, as it describes itself to another process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Started">Since when it runs.</param>
/// <param name="Nodes">How many nodes it has.</param>
/// <param name="Pods">How many Pods its cluster has, of any state.</param>
/// <param name="Isolation">How it is kept apart from the machine, in words.</param>
/// <param name="OwnerProcessId">The process that holds it: a notebook's kernel, a program, or that of <c>learn up</c>.</param>
/// <param name="HelperProcessId">The process that holds its namespaces.</param>
public sealed record LabDescription(string Name, DateTimeOffset Started, int Nodes, int Pods, string Isolation, int OwnerProcessId, int HelperProcessId);
