using System.Globalization;
using System.Text;

namespace Learn.Course;

/// <summary>Says in sentences what a traffic check expects, and what came.</summary>
internal static class TrafficWords
{
    private const int MostPodsTold = 8;

    /// <summary>What is expected.</summary>
    public static string Expected(TrafficPlan plan)
    {
        var text = new StringBuilder(Who(plan));
        text.Append(plan.Status is { } status ? string.Create(CultureInfo.InvariantCulture, $", with the HTTP status {status}") : "");
        text.Append(plan.Source is { } source ? $". The Pod sees {SourceJudge.Words(source)} as source" : "");
        text.Append(CultureInfo.InvariantCulture, $" ({plan.To} from {plan.From})");
        return text.ToString();
    }

    /// <summary>What came, by who answered and by how the others ended.</summary>
    public static string Seen(TrafficPlan plan, IReadOnlyList<TrafficSeen> seen)
    {
        var parts = new List<string>();
        var byPod = seen.Where(one => one.Ends == TrafficEnds.Answered).GroupBy(one => one.Pod ?? "a server that is no Pod")
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (Name: group.Key, Count: group.Count())).ToList();
        if (byPod.Count > 0)
        {
            var told = byPod.Take(MostPodsTold).Select((pod, index) => string.Create(CultureInfo.InvariantCulture, $"{pod.Name}{(index == 0 ? " answered" : "")} {pod.Count}")).ToList();
            if (byPod.Count > MostPodsTold)
            {
                told.Add(string.Create(CultureInfo.InvariantCulture, $"{byPod.Count - MostPodsTold} more {byPod.Skip(MostPodsTold).Sum(pod => pod.Count)}"));
            }

            parts.Add($"{PodNames.Words(told)} of {Requests(plan, seen.Count)}");
        }

        foreach (var end in seen.Where(one => one.Ends != TrafficEnds.Answered).GroupBy(one => one.Ends))
        {
            string why = end.Key == TrafficEnds.Broken && end.First().Message is { Length: > 0 } message ? $" ({message})" : "";
            parts.Add(seen.Count == 1
                ? $"the {Noun(plan)} {TrafficEnds.Words(end.Key, isOne: true)}{why}"
                : string.Create(CultureInfo.InvariantCulture, $"{end.Count()} of {Requests(plan, seen.Count)} {TrafficEnds.Words(end.Key, end.Count() == 1)}{why}"));
        }

        return parts.Count == 0 ? "nothing was sent" : Capital(string.Join("; ", parts));
    }

    /// <summary>A share beside what came: <c>web-1 had 71 %</c>.</summary>
    public static string SeenShares(IReadOnlyList<TrafficSeen> seen)
    {
        var ends = seen.GroupBy(one => one.Ends == TrafficEnds.Answered ? one.Pod ?? "a server that is no Pod" : one.Ends).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {Percent.Of((double)group.Count() / seen.Count)}");
        return string.Create(CultureInfo.InvariantCulture, $"Of {seen.Count} requests: {string.Join(", ", ends)}");
    }

    private static string Who(TrafficPlan plan)
    {
        if (!plan.Shares.IsEmpty)
        {
            var shares = plan.Shares.OrderByDescending(share => share.Value).ThenBy(share => share.Key, StringComparer.Ordinal)
                .Select(share => $"{share.Key} {Percent.Of(share.Value)}");
            return $"The requests are shared out: {string.Join(", ", shares)}";
        }

        string equally = plan.Even ? ", each as often as the others" : "";
        if (plan.By is { } by && plan.Ends is TrafficEnds.Answered or TrafficEnds.Any)
        {
            return plan.By.Value.Length switch
            {
                0 => "Pods answer",
                1 => $"{plan.By.Value[0]} answers, and nobody else",
                _ => $"Each of {string.Join(", ", plan.By.Value)} answers, and nobody else{equally}",
            };
        }

        return plan.Ends switch
        {
            TrafficEnds.Answered when plan.Pods is { } pods => string.Create(CultureInfo.InvariantCulture, $"Each {Noun(plan)} is answered, all of them by {(pods == 1 ? "one and the same Pod" : $"{pods} different Pods")}"),
            TrafficEnds.Answered => $"Each {Noun(plan)} is answered{equally}",
            TrafficEnds.Refused => $"Each {Noun(plan)} is refused at once",
            TrafficEnds.Timeout => $"No {Noun(plan)} gets an answer: each ends in a timeout",
            _ => $"{Capital(Noun(plan))}s get through or not{equally}",
        };
    }

    private static string Requests(TrafficPlan plan, int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {Noun(plan)}{(count == 1 ? "" : "s")}");

    private static string Noun(TrafficPlan plan) => plan.IsUdp ? "datagram" : "request";

    private static string Capital(string text) => text.Length == 0 || !char.IsAsciiLetterLower(text[0]) || text.Contains(" answered ", StringComparison.Ordinal) ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
