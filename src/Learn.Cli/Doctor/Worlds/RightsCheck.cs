using Learn.Sandbox;

namespace Learn.Cli.Doctor.Worlds;

/// <summary>What this user may do: on which rung of the ladder a world stands and why, and what is missing in it.</summary>
internal static class RightsCheck
{
    private const string Isolation = "isolation", IsolationTitle = "namespaces";

    private const string Mounts = "mounts", MountsTitle = "mounts", Sysctls = "sysctls", SysctlsTitle = "sysctls";

    /// <summary>Looks at what came of the attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="host">A host of its world; null where there is no world.</param>
    /// <param name="programs">What was found of programs: without some of them nothing can be tried.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(WorldAttempt attempt, Host? host, IReadOnlyList<DoctorFinding> programs, CancellationToken cancellationToken)
        => attempt.World is { } world && host is not null
            ? [Holding(world.Report, attempt.Failures), MountsOf(world.Report), await SysctlsAsync(world.Report, host, cancellationToken)]
            :
            [
                NotHolding(attempt, programs),
                DoctorFinding.Unknown(DoctorArea.Rights, Mounts, MountsTitle, "there is no private world to look in"),
                DoctorFinding.Unknown(DoctorArea.Rights, Sysctls, SysctlsTitle, "there is no private world to look in"),
            ];

    private static DoctorFinding Holding(WorldReport report, IReadOnlyList<LadderFailure> failures)
        => DoctorFinding.Ready(DoctorArea.Rights, Isolation, IsolationTitle, report.Isolation == Sandbox.Isolation.UserNamespace
            ? "rung 1: a user namespace, no root needed"
            : $"rung 2: root with SYS_ADMIN and NET_ADMIN{string.Concat(failures.Select(failure => $" (user namespaces: {failure.Reason.TrimEnd('.')})"))}");

    private static DoctorFinding NotHolding(WorldAttempt attempt, IReadOnlyList<DoctorFinding> programs)
    {
        string[] missing = [.. programs.Where(program => program.Id is "unshare" or "ip" && program.Status == DoctorStatus.Lacking).Select(program => program.Id)];
        if (missing.Length > 0)
        {
            return DoctorFinding.Unknown(DoctorArea.Rights, Isolation, IsolationTitle, $"not tried without {string.Join(" and ", missing)}");
        }

        string seen = string.Join("; ", attempt.Failures
            .GroupBy(failure => failure.Reason.Trim().TrimEnd('.'), failure => failure.Isolation == Sandbox.Isolation.UserNamespace ? "as a user namespace" : "as root")
            .Select(reason => $"{string.Join(" and ", reason)}: {reason.Key}"));
        // One remedy: for root that of root, for anybody else that which needs no root.
        var own = attempt.Failures.LastOrDefault(failure => failure.Isolation == Sandbox.Isolation.Root == Environment.IsPrivilegedProcess);
        return DoctorFinding.Lacking(DoctorArea.Rights, Isolation, IsolationTitle,
            attempt.Problem ?? $"no private network world can be made: {seen}",
            own?.Remedy.TrimEnd('.') ?? "run ./learn doctor again; if it says the same, run it as root (sudo)");
    }

    private static DoctorFinding MountsOf(WorldReport report) => report.MountsAllowed
        ? DoctorFinding.Ready(DoctorArea.Rights, Mounts, MountsTitle, "hosts have files such as /etc/hosts")
        : DoctorFinding.Warning(DoctorArea.Rights, Mounts, MountsTitle, "mounts are refused, so hosts have no /etc/hosts or /etc/resolv.conf of their own: names are not known inside pods",
            "start the container with --security-opt apparmor=unconfined (devcontainer.json: \"securityOpt\")");

    private static async Task<DoctorFinding> SysctlsAsync(WorldReport report, Host host, CancellationToken cancellationToken)
    {
        if (report.SysctlsWritable)
        {
            return DoctorFinding.Ready(DoctorArea.Rights, Sysctls, SysctlsTitle, "/proc/sys can be written in the world");
        }

        const string Forwarding = "net.ipv4.ip_forward", Remedy = "start the container with --security-opt systempaths=unconfined";
        return await host.GetSysctlAsync(Forwarding, cancellationToken) == "1"
            ? DoctorFinding.Warning(DoctorArea.Rights, Sysctls, SysctlsTitle, $"/proc/sys is read-only; {Forwarding} is 1 already, so labs work, but some lessons cannot change what they speak of", Remedy)
            : DoctorFinding.Lacking(DoctorArea.Rights, Sysctls, SysctlsTitle, $"/proc/sys is read-only, and {Forwarding} is 0: a node would forward no packet to its pods", Remedy);
    }
}
