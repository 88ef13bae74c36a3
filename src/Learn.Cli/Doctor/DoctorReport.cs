using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Learn.Cli.Doctor;

/// <summary>What <c>learn doctor</c> found on a machine. As JSON it is described in docs/doctor.md; <see cref="DoctorReportReader"/> reads that again.</summary>
internal sealed record DoctorReport
{
    /// <summary>The form of the JSON that this program writes and reads.</summary>
    public const int CurrentForm = 1;

    // Compiled at build time: a command that shall answer at once has no time to look at types.
    private static readonly DoctorReportContext Context = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        // Words only: the numbers behind them are nobody's business.
        Converters = { new JsonStringEnumConverter<DoctorArea>(null, allowIntegerValues: false), new JsonStringEnumConverter<DoctorStatus>(null, allowIntegerValues: false) },
    });

    /// <summary>The form of the JSON. It is the first field, so that a report is recognised among other text.</summary>
    [JsonPropertyName("doctor")]
    public required int Form { get; init; }

    /// <summary>The machine's host name.</summary>
    public required string Machine { get; init; }

    /// <summary>The version of <c>learn</c> that looked.</summary>
    public required string Learn { get; init; }

    /// <summary>When it looked.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Whether labs work here: nothing is lacking. Warnings do not count.</summary>
    public required bool Ready { get; init; }

    /// <summary>What was looked at, in the order of the report.</summary>
    public required IReadOnlyList<DoctorFinding> Findings { get; init; }

    /// <summary>How the report is serialized.</summary>
    internal static JsonSerializerOptions Style => Context.Options;

    /// <summary>A report on findings.</summary>
    /// <param name="machine">The machine's host name.</param>
    /// <param name="learn">The version of <c>learn</c>.</param>
    /// <param name="time">When it looked.</param>
    /// <param name="findings">What it saw.</param>
    public static DoctorReport Of(string machine, string learn, DateTimeOffset time, IReadOnlyList<DoctorFinding> findings) => new()
    {
        Form = CurrentForm,
        Machine = machine,
        Learn = learn,
        Time = time,
        Ready = IsReady(findings),
        Findings = findings,
    };

    /// <summary>Whether findings leave a machine usable.</summary>
    public static bool IsReady(IReadOnlyList<DoctorFinding> findings) => findings.All(finding => finding.Status != DoctorStatus.Lacking);

    /// <summary>The report as JSON, without a line break at its end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Context.DoctorReport);
}

/// <summary>Serializers made at compile time.</summary>
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class DoctorReportContext : JsonSerializerContext;
