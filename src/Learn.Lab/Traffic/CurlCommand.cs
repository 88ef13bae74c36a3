using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Learn;

/// <summary>
/// The command line of the one curl process that makes all requests of a <see cref="CurlRequest"/>, and the configuration it reads from
/// its standard input. Its standard error goes to <see cref="CurlOutputParser"/>, its standard output holds the bodies, if they are kept.
/// </summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments, not yet quoted for a shell.</param>
/// <param name="Configuration">What it reads from standard input: the URLs, where bodies go, and the format of a sample.</param>
/// <param name="Display">The command as a learner would type it for a single request.</param>
public sealed record CurlCommand(string FileName, ImmutableArray<string> Arguments, string Configuration, string Display)
{
    /// <summary>Builds the command.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="samplesOnOutput">
    /// True: samples go to standard output, a line of its own at the end of each, which curl writes much faster; standard output must not be
    /// needed for bodies then. False, the default: to standard error, which has no buffer and so shows each sample at once.
    /// </param>
    /// <exception cref="ArgumentException">The request is not valid; the message says why.</exception>
    public static CurlCommand Build(CurlRequest request, bool samplesOnOutput = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Validate() is { } problem)
        {
            throw new ArgumentException(problem, nameof(request));
        }

        var shown = Shown(request);
        ImmutableArray<string> arguments =
        [
            // Only as the first argument does --disable keep curl from reading the ~/.curlrc of whoever runs this.
            "--disable", "--silent", "--globoff", "--no-buffer",
            "--noproxy", "*",
            .. shown,
            "--config", "-",
        ];

        return new CurlCommand("curl", arguments, Configure(request, samplesOnOutput), Display: Quote(["curl", .. Typed(request), request.Url]));
    }

    private static ImmutableArray<string> Shown(CurlRequest request)
    {
        var arguments = ImmutableArray.CreateBuilder<string>();
        if (!request.KeepAlive)
        {
            // curl has no option for a fresh connection per URL. A server that honours this header closes after its answer;
            // one that does not is found out by CurlSample.OpenedConnection.
            arguments.AddRange("--header", "Connection: close");
        }

        arguments.AddRange("--connect-timeout", Seconds(request.ConnectTimeout));
        arguments.AddRange("--max-time", Seconds(request.RequestTimeout));
        if (request.RequestsPerSecond is { } rate)
        {
            arguments.AddRange("--rate", string.Create(CultureInfo.InvariantCulture, $"{rate}/s"));
        }

        arguments.AddRange(Typed(request));
        return arguments.ToImmutable();
    }

    private static IEnumerable<string> Typed(CurlRequest request)
        => (request.Headers.IsDefault ? [] : request.Headers).SelectMany(h => new[] { "--header", h })
            .Concat(request.ExtraArguments.IsDefault ? [] : request.ExtraArguments);

    private static string Configure(CurlRequest request, bool samplesOnOutput)
    {
        var entry = $"url = {Quoted(request.Url)}\n" + (request.KeepBodies ? "" : "output = \"/dev/null\"\n");
        var text = new StringBuilder($"write-out = {(samplesOnOutput ? $"\"{CurlRecordFormat.WriteOutLine}\"" : Quoted(CurlRecordFormat.WriteOut))}\n", (entry.Length * request.Count) + 512);
        for (var i = 0; i < request.Count; i++)
        {
            text.Append(entry);
        }

        return text.ToString();
    }

    // In a configuration file a quoted value knows the escapes \\ \" \t \n \r \v (man curl, --config).
    private static string Quoted(string value)
        => "\"" + value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal) + "\"";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Quote(IEnumerable<string> words)
        => string.Join(' ', words.Select(w => w.Length > 0 && w.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=@%+,".Contains(c, StringComparison.Ordinal))
            ? w
            : "'" + w.Replace("'", "'\\''", StringComparison.Ordinal) + "'"));
}
