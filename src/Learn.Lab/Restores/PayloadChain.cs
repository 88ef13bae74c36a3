using System.Collections.Immutable;

namespace Learn;

/// <summary>What a payload says of one chain.</summary>
/// <param name="Table">The table.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Action">What the payload does to it.</param>
/// <param name="Lines">Its lines: the declaration, its rules, its deletion.</param>
/// <param name="Rules">Number of rules among them.</param>
/// <param name="Bytes">Number of bytes of its lines, their ends included.</param>
internal sealed record PayloadChain(string Table, string Chain, RestoreAction Action, ImmutableArray<string> Lines, int Rules, int Bytes);
