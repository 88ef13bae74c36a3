using System.Text.Json.Serialization;

namespace Learn.Cli.Doctor;

/// <summary>What a finding of <c>learn doctor</c> is about; the order is that of the report.</summary>
internal enum DoctorArea
{
    /// <summary>Operating system, SDK, memory, disk.</summary>
    [JsonStringEnumMemberName("machine")]
    Machine,

    /// <summary>The programs that a lab calls.</summary>
    [JsonStringEnumMemberName("programs")]
    Programs,

    /// <summary>Whether and how a private network world can be made.</summary>
    [JsonStringEnumMemberName("rights")]
    Rights,

    /// <summary>What the kernel's packet filter knows: tables, matches, targets, the trace.</summary>
    [JsonStringEnumMemberName("kernel")]
    Kernel,

    /// <summary>Notebooks: a front end, the kernel's registration, a port.</summary>
    [JsonStringEnumMemberName("notebooks")]
    Notebooks,

    /// <summary>Exercises, lessons and the learner's progress.</summary>
    [JsonStringEnumMemberName("course")]
    Course,
}
