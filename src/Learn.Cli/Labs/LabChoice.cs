using Learn.Sandbox;

namespace Learn.Cli.Labs;

/// <summary>Which of the running labs is meant.</summary>
internal static class LabChoice
{
    private const string Variable = "LEARN_LAB";

    /// <summary>The lab that this user's environment names (LEARN_LAB); null if it names none.</summary>
    public static string? OfEnvironment => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? name : null;

    /// <summary>The names of this user's running labs, sorted.</summary>
    public static IReadOnlyList<string> Names() => [.. RemoteLab.List().Union(World.List()).Order(StringComparer.Ordinal)];

    /// <summary>The lab of a name, or the only one.</summary>
    /// <param name="name">The name; null for that of the environment, or the only one.</param>
    /// <exception cref="LabException">There is none, or there are several.</exception>
    public static string NameOf(string? name)
    {
        var running = Names();
        return (name ?? OfEnvironment, running) switch
        {
            (_, []) => throw new LabException("No lab is running. ./learn up starts one."),
            ({ } asked, _) when running.Contains(asked) => asked,
            ({ } asked, _) => throw new LabException($"There is no lab \"{asked}\". Running: {string.Join(", ", running)}."),
            (null, [var only]) => only,
            _ => throw new LabException($"Several labs are running: {string.Join(", ", running)}. Say which one is meant: --lab NAME (of ./learn down: its NAME)."),
        };
    }

    /// <summary>The lab of a name, or the only one, to speak to.</summary>
    /// <param name="name">The name; null for the only one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is none, there are several, or it cannot be spoken to.</exception>
    public static async Task<RemoteLab> FindAsync(string? name, CancellationToken cancellationToken)
    {
        string found = NameOf(name);
        return await RemoteLab.FindAsync(found, cancellationToken)
            ?? throw new LabException($"The lab \"{found}\" cannot be spoken to: the process that holds it does not listen.");
    }
}
