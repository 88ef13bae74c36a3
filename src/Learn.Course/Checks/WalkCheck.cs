namespace Learn.Course;

/// <summary>A packet is walked through the rules that are in the kernel.</summary>
internal static class WalkCheck
{
    private const string Rejected = "rejected";
    private const string Dropped = "dropped";
    private const string Unknown = "not known";

    // A tenth of a percent, as the definitions write it, and what rounding adds.
    private const double Tolerance = 0.00101;

    /// <summary>Checks.</summary>
    public static async Task<Finding> RunAsync(WalkCheckDefinition definition, CheckContext context)
    {
        var (to, from, protocol) = Texts(definition, context);
        var expected = definition.Ends.ToDictionary(end => Canonical(context.Text(end.Key).Trim()), end => Percent.Parse(context.Text(end.Value)) / 100);
        string words = $"A packet from {from} to {to} ends so: {Words(expected)}";
        string experiment = Experiments.Walk(to, from, protocol);
        if (Places.Problem(context.lab, from) is { } noPlace)
        {
            return Finding.Failed(words, noPlace, experiment);
        }

        try
        {
            var seen = await EndsAsync(definition, context);
            bool isSame = expected.Keys.Union(seen.Keys).All(end => Math.Abs(expected.GetValueOrDefault(end) - seen.GetValueOrDefault(end)) <= Tolerance);
            return isSame ? Finding.Passed : Finding.Failed(words, $"The rules in the kernel say: {Words(seen)}", experiment);
        }
        catch (LabException error)
        {
            return Finding.Failed(words, error.Message, experiment);
        }
    }

    /// <summary>Where the packet can end, with probabilities 0–1.</summary>
    /// <exception cref="LabException">The name is not known, or the packet meets no node.</exception>
    public static async Task<Dictionary<string, double>> EndsAsync(WalkCheckDefinition definition, CheckContext context)
    {
        var (to, from, protocol) = Texts(definition, context);
        var walk = await context.lab.WalkAsync(to, from, protocol, context.Cancellation);
        var ends = walk.Ends.GroupBy(end => NameOf(end.Outcome)).ToDictionary(group => group.Key, group => group.Sum(end => end.Probability));
        if (walk.Undetermined > 0)
        {
            ends[Unknown] = walk.Undetermined;
        }

        return ends;
    }

    /// <summary>The end as definitions call it.</summary>
    public static string Canonical(string name) => name switch
    {
        TrafficEnds.Refused or "(refused)" => Rejected,
        TrafficEnds.Timeout or "(no answer)" => Dropped,
        _ => name,
    };

    /// <summary>Where the packet goes, from where, by which protocol.</summary>
    public static (string To, string From, string Protocol) Texts(WalkCheckDefinition definition, CheckContext context)
        => (context.Text(definition.To).Trim(), context.Text(definition.From).Trim(), context.Text(definition.Protocol).Trim());

    private static string NameOf(TrafficOutcome outcome) => outcome.Kind switch
    {
        TrafficOutcomeKind.Refused => Rejected,
        TrafficOutcomeKind.Dropped => Dropped,
        TrafficOutcomeKind.Pod => outcome.Pod!,
        _ => outcome.ToString(),
    };

    private static string Words(Dictionary<string, double> ends)
        => ends.Count == 0 ? "nowhere" : string.Join(", ", ends.OrderByDescending(end => end.Value).ThenBy(end => end.Key, StringComparer.Ordinal).Select(end => $"{end.Key} {Percent.Of(end.Value)}"));
}
