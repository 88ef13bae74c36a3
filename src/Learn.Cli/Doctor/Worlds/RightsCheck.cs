using Learn.Sandbox;

namespace Learn.Cli.Doctor.Worlds;

/// <summary>What this user may do: on which rung of the ladder a world stands and why, and what is missing in it.</summary>
internal static class RightsCheck
{
    private const string Isolation = "isolation", IsolationTitle = "namespaces";

    private const string Mounts = "mounts", MountsTitle = "mounts", Sysctls = "sysctls", SysctlsTitle = "sysctls";

    /// <summary>Looks at what came of the attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="programs">What was found of programs: without some of them nothing can be tried.</param>
    public static IReadOnlyList<DoctorFinding> Examine(WorldAttempt attempt, IReadOnlyList<DoctorFinding> programs)
        => attempt.World is { } world
            ? [Holding(world.Report, attempt.Failures), MountsOf(world.Report), SysctlsOf(world.Report)]
            :
            [
                NotHolding(attempt, programs),
                DoctorFinding.Unknown(DoctorArea.Rights, Mounts, MountsTitle, "there is no private world to look in"),
                DoctorFinding.Unknown(DoctorArea.Rights, Sysctls, SysctlsTitle, "there is no private world to look in"),
            ];

    private static DoctorFinding Holding(WorldReport report, IReadOnlyList<LadderFailure> failures)
    {
        string rung = report.Isolation == Sandbox.Isolation.UserNamespace ? "a user namespace, no root needed" : "root with SYS_ADMIN and NET_ADMIN";
        return DoctorFinding.Ready(DoctorArea.Rights, Isolation, IsolationTitle,
            failures.Count == 0 ? $"best rung: {rung}" : $"second rung: {rung}. The first does not hold ({Reasons(failures)})");
    }

    private static DoctorFinding NotHolding(WorldAttempt attempt, IReadOnlyList<DoctorFinding> programs)
    {
        string[] missing = [.. programs.Where(program => program.Id is "unshare" or "ip" && program.Status == DoctorStatus.Lacking).Select(program => program.Id)];
        if (missing.Length > 0)
        {
            return DoctorFinding.Unknown(DoctorArea.Rights, Isolation, IsolationTitle, $"not tried without {string.Join(" and ", missing)}");
        }

        // One remedy: for root that of root, for anybody else that which needs no root.
        var own = attempt.Failures.LastOrDefault(failure => failure.Isolation == Sandbox.Isolation.Root == Environment.IsPrivilegedProcess);
        return DoctorFinding.Lacking(DoctorArea.Rights, Isolation, IsolationTitle,
            attempt.Problem ?? $"no private network world can be made: {Reasons(attempt.Failures)}",
            own?.Remedy.Replace(" (see below)", "", StringComparison.Ordinal).TrimEnd('.') ?? "run ./learn doctor again; if it says the same, run it as root (sudo)");
    }

    private static string Reasons(IReadOnlyList<LadderFailure> failures) => string.Join("; ", failures
        .GroupBy(failure => failure.Reason.Trim().TrimEnd('.'), failure => failure.Isolation == Sandbox.Isolation.UserNamespace ? "as a user namespace" : "as root")
        .Select(reason => $"{string.Join(" and ", reason)}: {reason.Key}"));

    private static DoctorFinding MountsOf(WorldReport report) => report.MountsAllowed
        ? DoctorFinding.Ready(DoctorArea.Rights, Mounts, MountsTitle, "hosts have files such as /etc/hosts")
        : DoctorFinding.Warning(DoctorArea.Rights, Mounts, MountsTitle, "mounts are refused, so hosts have no /etc/hosts or /etc/resolv.conf of their own: names are not known inside pods",
            "start the container with --security-opt apparmor=unconfined (devcontainer.json: \"securityOpt\")");

    // Where hosts could not even forward, there is no world.
    private static DoctorFinding SysctlsOf(WorldReport report) => report.SysctlsWritable
        ? DoctorFinding.Ready(DoctorArea.Rights, Sysctls, SysctlsTitle, "/proc/sys can be written in the world")
        : DoctorFinding.Warning(DoctorArea.Rights, Sysctls, SysctlsTitle, "/proc/sys is read-only: labs work, but lessons cannot change the settings that they speak of",
            "start the container with --security-opt systempaths=unconfined");
}
