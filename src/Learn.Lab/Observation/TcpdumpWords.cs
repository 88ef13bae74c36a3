using System.Globalization;
using System.Text.RegularExpressions;

namespace Learn;

/// <summary>What a tcpdump that writes a file says on its standard error: when it begins, how far it is, and what is wrong.</summary>
internal sealed partial class TcpdumpWords
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<(long Captured, long Received, long Dropped)>? asked;
    private (long Captured, long Received, long Dropped) last;

    /// <summary>Done when it misses nothing any more.</summary>
    public Task Listening => listening.Task;

    /// <summary>The numbers of packets it said last.</summary>
    public (long Captured, long Received, long Dropped) Last
    {
        get
        {
            lock (gate)
            {
                return last;
            }
        }
    }

    /// <summary>The next numbers that it says.</summary>
    public Task<(long Captured, long Received, long Dropped)> NextAnswerAsync()
    {
        lock (gate)
        {
            return (asked ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>
    /// Takes a line. On a signal all numbers are on one, <c>tcpdump: 21 packets captured, 21 packets received by filter, 0 packets dropped by
    /// kernel</c>; at the end each has its own.
    /// </summary>
    public void Add(string line)
    {
        lock (gate)
        {
            lines.Add(line);
            last = (NumberIn(Captured().Match(line)) ?? last.Captured, NumberIn(Received().Match(line)) ?? last.Received, NumberIn(Dropped().Match(line)) ?? last.Dropped);
            if (Dropped().IsMatch(line))
            {
                asked?.TrySetResult(last);
                asked = null;
            }
        }

        // "tcpdump: listening on any, link-type …".
        if (line.Contains("listening on", StringComparison.Ordinal))
        {
            listening.TrySetResult();
        }
    }

    /// <summary>All of it, on one line.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            return string.Join(' ', lines);
        }
    }

    private static long? NumberIn(Match match) => match.Success ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"(\d+) packets? captured")]
    private static partial Regex Captured();

    [GeneratedRegex(@"(\d+) packets? received by filter")]
    private static partial Regex Received();

    [GeneratedRegex(@"(\d+) packets? dropped by kernel")]
    private static partial Regex Dropped();
}
