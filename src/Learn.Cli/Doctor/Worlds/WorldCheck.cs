namespace Learn.Cli.Doctor.Worlds;

/// <summary>What can only be seen from inside a private world: one is made, looked at and thrown away. Without one, everything that needs one is unknown.</summary>
internal static class WorldCheck
{
    /// <summary>Looks.</summary>
    /// <param name="attempt">The attempt to make a world.</param>
    /// <param name="programs">What was found of programs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(WorldAttempt attempt, IReadOnlyList<DoctorFinding> programs, CancellationToken cancellationToken)
    {
        const string Why = "there is no private world to look in", WithoutRules = "no rules can be applied";
        // Each has a host of its own: what one does is in no other's way.
        var hosts = attempt.World is { } world ? await world.AddHostsAsync(["rules", "links", "trace"], cancellationToken) : null;
        var report = attempt.World?.Report;
        bool hasRules = report?.Iptables is not null;
        bool isInstalled = programs.All(program => program.Id != "iptables" || program.Status == DoctorStatus.Ready);
        var parts = await Task.WhenAll(
            Task.FromResult(RightsCheck.Examine(attempt, programs)),
            LinkCheck.ExamineAsync(hosts?[1], Why, cancellationToken),
            Task.FromResult<IReadOnlyList<DoctorFinding>>([TableCheck.Examine(report, Why, isInstalled)]),
            RuleCheck.ExamineAsync(hasRules && isInstalled ? hosts?[0] : null, hosts is null ? Why : WithoutRules, cancellationToken),
            TraceCheck.ExamineAsync(hosts?[2], Why, programs, cancellationToken));
        return [.. parts.SelectMany(part => part)];
    }
}
