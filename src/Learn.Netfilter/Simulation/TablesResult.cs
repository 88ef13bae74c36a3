using System.Globalization;

namespace Learn.Netfilter;

/// <summary>What a command on <see cref="SimulatedTables"/> came to.</summary>
/// <param name="ExitCode">The exit status that iptables 1.8.9 has in this case; 0 if the command was carried out.</param>
/// <param name="Problem">Why it was refused; empty if it was not.</param>
/// <param name="Line">The line of the payload that was refused, counted from 1; 0 for a single command.</param>
public sealed record TablesResult(int ExitCode, string Problem = "", int Line = 0)
{
    /// <summary>True if the command was carried out.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>What the command prints, with <c>-S</c>.</summary>
    public string Output { get; init; } = "";

    internal static TablesResult Done { get; } = new(0);

    /// <inheritdoc />
    public override string ToString() => Succeeded
        ? "done"
        : Line > 0
            ? string.Create(CultureInfo.InvariantCulture, $"refused at line {Line} with exit status {ExitCode}: {Problem}")
            : string.Create(CultureInfo.InvariantCulture, $"refused with exit status {ExitCode}: {Problem}");

    // What the kernel has no objection to, but the rest of the system has: a name that is not there, a rule that does not exist.
    internal static TablesResult NotFound(string problem) => new(1, problem);

    // What iptables itself refuses before it asks the kernel.
    internal static TablesResult WrongUse(string problem) => new(2, problem);

    // What the kernel refuses.
    internal static TablesResult RefusedByKernel(string problem) => new(4, problem);
}
