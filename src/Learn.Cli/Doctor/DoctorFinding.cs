namespace Learn.Cli.Doctor;

/// <summary>One thing that <c>learn doctor</c> looked at.</summary>
internal sealed record DoctorFinding
{
    /// <summary>By which programs know it: small letters and hyphens, the same on every machine (<c>sdk</c>, <c>match-statistic</c>). It stays.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required DoctorArea Area { get; init; }

    /// <summary>What is thought of it.</summary>
    public required DoctorStatus Status { get; init; }

    /// <summary>What was looked at, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What was seen there.</summary>
    public required string Seen { get; init; }

    /// <summary>The one thing to do about it: a command or a setting. Null unless the status is a warning or lacking.</summary>
    public required string? Remedy { get; init; }

    /// <summary>Something that is as it should be.</summary>
    public static DoctorFinding Ready(DoctorArea area, string id, string title, string seen)
        => new() { Id = id, Area = area, Status = DoctorStatus.Ready, Title = title, Seen = seen, Remedy = null };

    /// <summary>Something that works less well, or that only a part of the course needs.</summary>
    public static DoctorFinding Warning(DoctorArea area, string id, string title, string seen, string remedy)
        => new() { Id = id, Area = area, Status = DoctorStatus.Warning, Title = title, Seen = seen, Remedy = remedy };

    /// <summary>Something that is needed and not there.</summary>
    public static DoctorFinding Lacking(DoctorArea area, string id, string title, string seen, string remedy)
        => new() { Id = id, Area = area, Status = DoctorStatus.Lacking, Title = title, Seen = seen, Remedy = remedy };

    /// <summary>Something that could not be looked at.</summary>
    /// <param name="area">What it is about.</param>
    /// <param name="id">Its id.</param>
    /// <param name="title">What was to be looked at.</param>
    /// <param name="why">Why it could not be.</param>
    public static DoctorFinding Unknown(DoctorArea area, string id, string title, string why)
        => new() { Id = id, Area = area, Status = DoctorStatus.Unknown, Title = title, Seen = why, Remedy = null };
}
