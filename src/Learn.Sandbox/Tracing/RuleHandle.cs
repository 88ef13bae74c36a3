namespace Learn.Sandbox;

/// <summary>A rule as the nf_tables of the kernel know it.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Chain">Its chain.</param>
/// <param name="Number">Its number in the chain, counted from 1.</param>
/// <param name="Handle">The kernel's number for it, which no other rule of the table has or had.</param>
public sealed record RuleHandle(string Table, string Chain, int Number, ulong Handle);
