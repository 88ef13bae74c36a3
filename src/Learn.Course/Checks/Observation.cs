using System.Globalization;

namespace Learn.Course;

/// <summary>What of an experiment is the answer to a prediction.</summary>
internal static class Observation
{
    /// <summary>The address that the Pod saw.</summary>
    public const string Source = "source";

    private const string Ends = "ends";
    private const string Pods = "pods";
    private const string Failed = "failed";
    private const string PercentFailed = "percent failed";
    private const string ShareOf = "share of ";
    private const string CountOf = "count of ";

    /// <summary>Whether one request does not tell it.</summary>
    public static bool NeedsMany(string observe) => observe is not (Ends or Source);

    /// <summary>What requests showed, written for people.</summary>
    public static string OfTraffic(string observe, IReadOnlyList<TrafficSeen> seen)
    {
        int failed = seen.Count(one => one.Ends != TrafficEnds.Answered);
        return observe switch
        {
            Ends => MostFrequent(seen.Select(one => one.Ends)),
            Source => seen.Any(one => one.Source is not null) ? MostFrequent(seen.Where(one => one.Source is not null).Select(one => one.Source!.ToString())) : "nobody answered",
            Pods => Number(seen.Select(one => one.Pod).OfType<string>().Distinct().Count()),
            Failed => Number(failed),
            PercentFailed => Percent.Number((double)failed / seen.Count),
            _ when After(observe, ShareOf) is { } pod => Percent.Number((double)Count(seen, pod) / seen.Count),
            _ when After(observe, CountOf) is { } pod => Number(Count(seen, pod)),
            _ => throw Unknown(observe),
        };
    }

    /// <summary>What a walk showed.</summary>
    public static string OfWalk(string observe, IReadOnlyDictionary<string, double> ends)
    {
        double failed = ends.GetValueOrDefault(WalkCheck.Canonical(TrafficEnds.Refused)) + ends.GetValueOrDefault(WalkCheck.Canonical(TrafficEnds.Timeout));
        return observe switch
        {
            Ends => ends.MaxBy(end => end.Value).Key switch
            {
                var end when end == WalkCheck.Canonical(TrafficEnds.Refused) => TrafficEnds.Refused,
                var end when end == WalkCheck.Canonical(TrafficEnds.Timeout) => TrafficEnds.Timeout,
                _ => TrafficEnds.Answered,
            },
            Pods => Number(ends.Keys.Count(end => end == WalkCheck.Canonical(end) && end is not ("rejected" or "dropped" or "not known"))),
            PercentFailed => Percent.Number(failed),
            _ when After(observe, ShareOf) is { } pod => Percent.Number(ends.GetValueOrDefault(WalkCheck.Canonical(pod))),
            _ => throw Unknown(observe),
        };
    }

    private static int Count(IReadOnlyList<TrafficSeen> seen, string name) => seen.Count(one => one.Pod == name || (one.Ends == name && one.Pod is null));

    private static string MostFrequent(IEnumerable<string> values) => values.CountBy(value => value).MaxBy(pair => pair.Value).Key;

    private static string? After(string text, string start) => text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..].Trim() : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static CourseException Unknown(string observe)
        => new($"\"{observe}\" cannot be observed here. With traffic there are: ends, source, pods, share of POD, count of POD, failed, percent failed; with a walk: ends, pods, share of POD, percent failed.");
}
