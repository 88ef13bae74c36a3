namespace Learn.Architecture.Tests.Rules;

/// <summary>What one project may refer to.</summary>
internal sealed record Allowance(IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    /// <summary>Shared frameworks beside the base one.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary>True for a project that may not touch files, processes, clocks, the console or randomness.</summary>
    public bool IsPure { get; init; }

    /// <summary>True for a program; a library returns text and leaves the console to its caller.</summary>
    public bool WritesToConsole { get; init; }
}
