using System.Globalization;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn;

/// <summary>What a packet really met in a table: a rule that it matched, the end of a chain, or a policy.</summary>
public sealed record TraceStep
{
    /// <summary>Where the packet was.</summary>
    public required Hook Hook { get; init; }

    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>The chain.</summary>
    public required string Chain { get; init; }

    /// <summary>The number of the rule in its chain, counted from 1; null at the end of a chain, for a policy, and for a rule that is gone.</summary>
    public int? Number { get; init; }

    /// <summary>The rule; null as for <see cref="Number"/>.</summary>
    public Rule? Rule { get; init; }

    /// <summary>What kind of step it is.</summary>
    public required TraceEventKind Kind { get; init; }

    /// <summary>What became of the packet.</summary>
    public required TraceVerdict Verdict { get; init; }

    /// <summary>The chain that it went to; null unless the verdict is a jump or goto.</summary>
    public string? Target { get; init; }

    /// <summary>The mark of the packet afterwards.</summary>
    public uint Mark { get; init; }

    /// <summary>When it was read from the kernel, since the trace was started.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The kernel's number for the rule; null at the end of a chain and for a policy.</summary>
    public ulong? Handle { get; init; }

    /// <summary>True if it is a rule that the packet matched.</summary>
    public bool IsRule => Handle is not null;

    /// <summary>What became of the packet: what the rule does where it is one (<c>DNAT to 10.244.0.3:8080</c>), in capitals where the kernel's own word is meant.</summary>
    public string VerdictText => Rule?.Target switch
    {
        RejectTarget => "REJECT",
        JumpTarget jump => $"JUMP {jump.Chain}",
        GotoTarget jump => $"GOTO {jump.Chain}",
        DnatTarget dnat => $"DNAT to {dnat.To}",
        SnatTarget snat => $"SNAT to {snat.To}",
        MasqueradeTarget => "MASQUERADE",
        MarkTarget => string.Create(CultureInfo.InvariantCulture, $"MARK, now 0x{Mark:x}"),
        null when Verdict == TraceVerdict.Continue => "goes on",
        _ => Words(Verdict),
    };

    /// <summary>The step in one line.</summary>
    public override string ToString() => Kind switch
    {
        TraceEventKind.Policy => $"{Table} {Chain} policy: {Words(Verdict)}",
        _ when IsRule => string.Create(CultureInfo.InvariantCulture, $"{Table} {Chain} {Number}: {Rule}"),
        _ => $"{Table} {Chain}: end of the chain",
    };

    internal static string Words(TraceVerdict verdict) => verdict.ToString().ToUpperInvariant();
}
