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
}
