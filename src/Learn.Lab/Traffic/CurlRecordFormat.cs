namespace Learn;

/// <summary>
/// How one sample travels on curl's standard error: start of text, the fields with unit separators between them, end of text. These
/// control characters cannot occur in the fields themselves, whatever a server or an error message says; and each costs curl one
/// write on its unbuffered standard error, so that there are few of them. (<c>%{json}</c> would be simpler, but makes some 300
/// writes a request: 1,000 requests then take 3 s instead of half a second.)
/// </summary>
internal static class CurlRecordFormat
{
    public const char Start = '\u0002';
    public const char End = '\u0003';
    public const char Separator = '\u001f';

    /// <summary>The fields, in order. The error message may hold anything printable; the header lines come as JSON of several lines.</summary>
    private static readonly string[] Fields =
    [
        "exitcode", "http_code", "http_version", "num_connects", "urlnum", "size_download",
        "local_ip", "local_port", "remote_ip", "remote_port",
        "time_namelookup", "time_connect", "time_starttransfer", "time_total",
        "errormsg", "header_json",
    ];

    /// <summary>Number of fields in a record.</summary>
    public static int FieldCount => Fields.Length;

    /// <summary>The value of <c>--write-out</c>, for standard error.</summary>
    public static string WriteOut { get; } = "%{stderr}" + Record;

    /// <summary>The value of <c>--write-out</c>, for a standard output that is flushed at the end of a line.</summary>
    public static string WriteOutLine { get; } = Record + "\\n";

    private static string Record => Start + string.Join(Separator, Fields.Select(f => "%{" + f + "}")) + End;
}
