using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Learn;

/// <summary>
/// The command line of one curl process that makes many requests, and the configuration it reads from its standard input. Its
/// samples go to <see cref="CurlOutputParser"/>.
/// </summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments, not yet quoted for a shell.</param>
/// <param name="Configuration">What it reads from standard input: the URL, how often, where bodies go, and the format of a sample.</param>
/// <param name="Display">The command as a learner would type it for a single request.</param>
public sealed record CurlCommand(string FileName, ImmutableArray<string> Arguments, string Configuration, string Display)
{
    /// <summary>Builds the command.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="samplesOnOutput">
    /// True: samples go to standard output, a line of its own at the end of each, which curl writes much faster; standard output must not be
    /// needed for bodies then. False, the default: to standard error, which has no buffer and so shows each sample at once.
    /// </param>
    /// <param name="count">Number of requests of this process; null for all of <see cref="CurlRequest.Count"/>.</param>
    /// <exception cref="ArgumentException">The request is not valid; the message says why.</exception>
    public static CurlCommand Build(CurlRequest request, bool samplesOnOutput = false, int? count = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Validate() is { } problem)
        {
            throw new ArgumentException(problem, nameof(request));
        }

        ImmutableArray<string> options = ["--silent", "--no-buffer", "--noproxy", "*", .. Shown(request)];
        int requests = count ?? request.Count;

        // Only as the first argument does --disable keep curl from reading the ~/.curlrc of whoever runs this.
        return CurlFreshConnections.AreNeeded(request)
            ? new CurlCommand("curl", ["--disable", .. CurlFreshConnections.Arguments(request, [.. options, "--globoff"], WriteOut(samplesOnOutput), requests)], "", Shell(request))
            : new CurlCommand("curl", ["--disable", .. options, "--config", "-"], Configure(request, samplesOnOutput, requests), Shell(request));
    }

    private static string WriteOut(bool samplesOnOutput) => samplesOnOutput ? CurlRecordFormat.WriteOutLine : CurlRecordFormat.WriteOut;

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
        if (CurlPace.Interval(request) is { } interval)
        {
            arguments.AddRange("--rate", CurlPace.Argument(interval));
        }

        arguments.AddRange(Typed(request));
        return arguments.ToImmutable();
    }

    private static IEnumerable<string> Typed(CurlRequest request)
    {
        IEnumerable<string> version = request.HttpVersion switch
        {
            CurlHttpVersion.Http11 => ["--http1.1"],
            CurlHttpVersion.Http2PriorKnowledge => ["--http2-prior-knowledge"],
            _ => [],
        };
        IEnumerable<string> family = request.Family switch
        {
            AddressFamily.InterNetwork => ["--ipv4"],
            AddressFamily.InterNetworkV6 => ["--ipv6"],
            _ => [],
        };
        return version.Concat(family)
            .Concat((request.Headers.IsDefault ? [] : request.Headers).SelectMany(h => new[] { "--header", h }))
            .Concat(request.ExtraArguments.IsDefault ? [] : request.ExtraArguments);
    }

    private static string Configure(CurlRequest request, bool samplesOnOutput, int count)
    {
        // The line feed at the end of a line of samples is written as curl's own escape.
        var writeOut = samplesOnOutput ? $"\"{CurlRecordFormat.WriteOutLine}\"" : Quoted(CurlRecordFormat.WriteOut);
        return $"write-out = {writeOut}\nurl = {Quoted(Repeated(request.Url, count))}\n" + (request.KeepBodies ? "" : "output = \"/dev/null\"\n");
    }

    // curl fetches a URL once for each number of a range. In the fragment, which is never sent, the range changes nothing; and a
    // million requests cost no more to describe than one.
    private static string Repeated(string url, int count)
    {
        var literal = new StringBuilder(url.Length + 16);
        foreach (char character in url)
        {
            literal.Append(character is '[' or ']' or '{' or '}' ? "\\" : "").Append(character);
        }

        return literal.Append(url.Contains('#', StringComparison.Ordinal) ? "" : "#")
            .Append(CultureInfo.InvariantCulture, $"[1-{count}]").ToString();
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

    private static string Shell(CurlRequest request)
        => string.Join(' ', Typed(request).Prepend("curl").Append(request.Url)
            .Select(w => w.Length > 0 && w.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=@%+,".Contains(c, StringComparison.Ordinal))
                ? w
                : "'" + w.Replace("'", "'\\''", StringComparison.Ordinal) + "'"));
}
