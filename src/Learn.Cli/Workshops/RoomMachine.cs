using System.Collections.Immutable;
using Learn.Cli.Doctor;

namespace Learn.Cli.Workshops;

/// <summary>A machine of a workshop.</summary>
/// <param name="Report">Its newest report.</param>
/// <param name="Reports">How many reports of it were there.</param>
internal sealed record RoomMachine(DoctorReport Report, int Reports)
{
    /// <summary>What it lacks.</summary>
    public ImmutableArray<DoctorFinding> Lacking => Of(DoctorStatus.Lacking);

    /// <summary>What works less well.</summary>
    public ImmutableArray<DoctorFinding> Warnings => Of(DoctorStatus.Warning);

    private ImmutableArray<DoctorFinding> Of(DoctorStatus status) => [.. Report.Findings.Where(finding => finding.Status == status)];
}
