namespace Learn.Course;

/// <summary>Packets that are really sent, and what must become of them.</summary>
internal static class TrafficCheck
{
    /// <summary>Checks.</summary>
    public static async Task<Finding> RunAsync(TrafficCheckDefinition definition, CheckContext context)
    {
        var plan = TrafficPlan.Of(definition, context);
        var lab = context.lab;
        if (plan.By is { IsEmpty: true })
        {
            return Finding.Failed(
                $"Pods answer that are named by {string.Join(", ", definition.By.Select(context.Text))}", "There is no such Pod", Experiments.Of(plan));
        }

        if (Places.Problem(lab, plan.From) is { } noPlace)
        {
            return Finding.Failed(TrafficWords.Expected(plan), noPlace, Experiments.Of(plan));
        }

        var seen = await TrafficSender.SendAsync(plan, lab, plan.Count, one => IsWrongEnd(plan, one), context.Cancellation);
        string? problem = Problem(plan, lab, seen);
        if (problem is null && plan.IsAboutShares)
        {
            problem = await ShareProblemAsync(plan, context, seen);
        }

        if (problem is null)
        {
            return Finding.Passed;
        }

        bool isAboutRules = seen.Exists(one => IsWrongEnd(plan, one)) || plan.By is not null;
        string kernel = isAboutRules ? await KernelView.DescribeAsync(lab, plan, context.Cancellation) : "";
        return Finding.Failed(TrafficWords.Expected(plan), problem + kernel, Experiments.Of(plan));
    }

    private static bool IsWrongEnd(TrafficPlan plan, TrafficSeen one)
        => plan.Shares.IsEmpty
            ? plan.Ends != TrafficEnds.Any && one.Ends != plan.Ends
            : one.Ends != TrafficEnds.Answered && !plan.Shares.ContainsKey(one.Ends);

    private static string? Problem(TrafficPlan plan, Lab lab, List<TrafficSeen> seen)
    {
        if (seen.Exists(one => IsWrongEnd(plan, one)))
        {
            return TrafficWords.Seen(plan, seen);
        }

        if (plan.By is { } by)
        {
            var answered = seen.Where(one => one.Ends == TrafficEnds.Answered).Select(one => one.Pod).Distinct().ToList();
            var silent = by.Where(pod => !answered.Contains(pod)).ToList();
            if (silent.Count > 0 || answered.Exists(pod => pod is null || !by.Contains(pod)))
            {
                return TrafficWords.Seen(plan, seen) + (silent.Count > 0 ? $"; nothing came from {PodNames.Words(silent, "or")}" : "");
            }
        }

        if (plan.Pods is { } pods && seen.Where(one => one.Ends == TrafficEnds.Answered).Select(one => one.Pod).Distinct().Count() != pods)
        {
            return TrafficWords.Seen(plan, seen);
        }

        if (plan.Status is { } status && seen.Find(one => one.Ends == TrafficEnds.Answered && one.Status != status) is { } other)
        {
            return $"The HTTP status {other.Status} came";
        }

        return plan.Source is { } source ? SourceJudge.Problem(lab, source, seen) : null;
    }

    private static async Task<string?> ShareProblemAsync(TrafficPlan plan, CheckContext context, List<TrafficSeen> seen)
    {
        var expectation = ExpectationOf(plan, seen);
        var verdict = ShareJudge.Judge(seen, expectation, isLast: false);
        if (verdict == ShareJudge.Verdict.Unsure)
        {
            seen.AddRange(await TrafficSender.SendAsync(plan, context.lab, plan.Count * ShareJudge.MoreInSecondGo, null, context.Cancellation));
            verdict = ShareJudge.Judge(seen, expectation, isLast: true);
        }

        return verdict == ShareJudge.Verdict.Wrong ? TrafficWords.SeenShares(seen) : null;
    }

    private static Expectation ExpectationOf(TrafficPlan plan, List<TrafficSeen> seen)
    {
        if (!plan.Shares.IsEmpty)
        {
            return ShareJudge.Expect(plan.Shares);
        }

        var pods = plan.By is { } by ? [.. by] : seen.Select(one => one.Pod).OfType<string>().Distinct().ToList();
        return pods.Count == 0
            ? throw new CourseException("\"even\" is about answers of Pods, and no Pod answered.")
            : ShareJudge.Expect(pods.Select(pod => KeyValuePair.Create(pod, 1.0 / pods.Count)));
    }
}
