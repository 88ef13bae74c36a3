using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Learn;

/// <summary>
/// Reads samples from what curl writes to standard error, as it comes: pieces may end anywhere, even within a character. What is
/// not a sample is kept as a message.
/// </summary>
public sealed class CurlOutputParser
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder record = new();
    private readonly StringBuilder outside = new();
    private readonly ImmutableArray<string>.Builder messages = ImmutableArray.CreateBuilder<string>();
    private bool inRecord;
    private int next;

    /// <summary>What curl wrote besides its samples, line by line, so far.</summary>
    public ImmutableArray<string> Messages => messages.ToImmutable();

    /// <summary>Takes the next piece of output.</summary>
    /// <param name="output">The bytes, as they came.</param>
    /// <param name="elapsed">When they came, counted from the start of the call; gives <see cref="CurlSample.StartOffset"/>.</param>
    /// <returns>The samples that this piece completed.</returns>
    public IReadOnlyList<CurlSample> Append(ReadOnlySpan<byte> output, TimeSpan elapsed)
    {
        var characters = new char[decoder.GetCharCount(output, flush: false)];
        return Read(characters.AsSpan(0, decoder.GetChars(output, characters, flush: false)), elapsed);
    }

    /// <summary>Says that no more output comes. A record that was cut off becomes a message.</summary>
    public void Complete()
    {
        if (inRecord)
        {
            messages.Add($"The output ended within a sample: {Readable(record.ToString())}");
            record.Clear();
            inRecord = false;
        }

        FlushLine();
    }

    private List<CurlSample> Read(ReadOnlySpan<char> text, TimeSpan elapsed)
    {
        var samples = new List<CurlSample>();
        foreach (var character in text)
        {
            switch (character)
            {
                case CurlRecordFormat.Start:
                    Complete();
                    inRecord = true;
                    break;
                case CurlRecordFormat.End when inRecord:
                    inRecord = false;
                    if (Parse(record.ToString(), elapsed) is { } sample)
                    {
                        samples.Add(sample);
                    }

                    record.Clear();
                    break;
                default:
                    if (inRecord)
                    {
                        record.Append(character);
                    }
                    else if (character == '\n')
                    {
                        FlushLine();
                    }
                    else
                    {
                        outside.Append(character);
                    }

                    break;
            }
        }

        return samples;
    }

    private void FlushLine()
    {
        var line = outside.ToString().Trim();
        outside.Clear();
        if (line.Length > 0)
        {
            messages.Add(line);
        }
    }

    private CurlSample? Parse(string text, TimeSpan elapsed)
    {
        var fields = text.Split(CurlRecordFormat.Separator);
        if (fields.Length < CurlRecordFormat.FieldCount)
        {
            messages.Add($"A sample has {fields.Length} fields instead of {CurlRecordFormat.FieldCount}: {Readable(text)}");
            return null;
        }

        var timings = new CurlTimings(Time(fields[10]), Time(fields[11]), Time(fields[12]), Time(fields[13]));

        // Should an error message ever hold a separator, it is still everything between the times and the last field.
        var headers = ParseHeaders(fields[^1]);
        var status = Integer(fields[1]);
        var sample = new CurlSample
        {
            Index = next++,
            StartOffset = elapsed > timings.Total ? elapsed - timings.Total : TimeSpan.Zero,
            ExitCode = Integer(fields[0]),
            Status = status is >= 100 and <= 999 ? status : null,
            HttpVersion = fields[2],
            OpenedConnection = Integer(fields[3]) > 0,
            BodySize = long.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0,
            Local = EndPoint(fields[6], fields[7]),
            Remote = EndPoint(fields[8], fields[9]),
            Timings = timings,
            ErrorMessage = string.Join(CurlRecordFormat.Separator, fields[14..^1]),
            Headers = headers,
        };

        return sample with
        {
            Pod = sample.Header(CurlSample.PodNameHeader) is { Length: > 0 } pod ? pod : null,
            Node = sample.Header(CurlSample.NodeNameHeader) is { Length: > 0 } node ? node : null,
            SourceSeenByPod = sample.Header(CurlSample.ClientAddressHeader) is { } source && IPEndPoint.TryParse(source, out var seen) ? seen : null,
        };
    }

    private ImmutableArray<ResponseHeader> ParseHeaders(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateObject()
                .SelectMany(p => p.Value.EnumerateArray().Select(v => new ResponseHeader(p.Name, v.GetString() ?? "")))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            messages.Add($"The header lines of a sample could not be read ({e.Message}): {Readable(json)}");
            return [];
        }
    }

    private static int Integer(string text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static TimeSpan Time(string text)
        => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1_000_000_000
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : TimeSpan.Zero;

    private static IPEndPoint? EndPoint(string address, string port)
        => IPAddress.TryParse(address, out var parsed) && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new IPEndPoint(parsed, number)
            : null;

    private static string Readable(string text) => text.Replace(CurlRecordFormat.Separator, '|').ReplaceLineEndings(" ");
}
