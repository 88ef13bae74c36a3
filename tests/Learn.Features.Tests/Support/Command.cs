namespace Learn.Features.Tests;

/// <summary>A command of the table: <c>./learn exec client -- curl -s http://…</c>.</summary>
/// <param name="Target">Where it runs.</param>
/// <param name="Line">The command, its words separated by single spaces.</param>
internal sealed record Command(string Target, string Line)
{
    /// <summary>What it prints begins with or contains this; null where it prints nothing.</summary>
    public string? Prints { get; init; }

    /// <summary>Its exit code: 0, or what curl says of a failure (7 refused, 28 timed out).</summary>
    public int ExitCode { get; init; }

    /// <summary>As a learner types it.</summary>
    public override string ToString() => $"./learn exec {Target} -- {Line}";
}
