using System.Text.Json.Serialization;

namespace Learn.Cli.Doctor;

/// <summary>What <c>learn doctor</c> thinks of one thing that it looked at.</summary>
internal enum DoctorStatus
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>Something works less well, or only a part of the course needs it. The machine is usable.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>The machine lacks it, and labs, exercises or progress do not work without it.</summary>
    [JsonStringEnumMemberName("lacking")]
    Lacking,

    /// <summary>It could not be looked at, because something else is lacking.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
