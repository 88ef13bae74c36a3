namespace Learn.Sandbox;

/// <summary>The size of a terminal.</summary>
/// <param name="Columns">Characters per line, 1–65535.</param>
/// <param name="Rows">Lines, 1–65535.</param>
public sealed record TerminalSize(int Columns, int Rows)
{
    /// <exception cref="ArgumentOutOfRangeException">A side is outside its range.</exception>
    internal void Check()
    {
        Check(Columns, nameof(Columns));
        Check(Rows, nameof(Rows));
    }

    private static void Check(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ushort.MaxValue, name);
    }
}
