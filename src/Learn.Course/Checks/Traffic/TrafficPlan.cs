using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;

namespace Learn.Course;

/// <summary>What a traffic check sends and expects, with everything in place.</summary>
internal sealed record TrafficPlan
{
    /// <summary>Where requests come from when nobody says otherwise.</summary>
    public const string Toolbox = "toolbox";

    /// <summary>How many requests tell shares that differ by a tenth, mostly at the first go; see <see cref="ShareJudge"/>.</summary>
    public const int EnoughForShares = 600;

    /// <summary>How many are sent where all must end in a timeout: they wait side by side.</summary>
    private const int EnoughForTimeouts = 3;

    /// <summary>A URL.</summary>
    public required string To { get; init; }

    /// <summary>Whether datagrams are sent.</summary>
    public bool IsUdp => To.StartsWith("udp://", StringComparison.Ordinal);

    /// <summary>Where they are sent from.</summary>
    public required string From { get; init; }

    /// <summary>How many.</summary>
    public required int Count { get; init; }

    /// <summary>How each must end.</summary>
    public required string Ends { get; init; }

    /// <summary>Who must answer; null for anybody.</summary>
    public ImmutableArray<string>? By { get; init; }

    /// <summary>The share of each end, 0–1, in a sum of 1; empty for any.</summary>
    public ImmutableSortedDictionary<string, double> Shares { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>How many different Pods must answer; null for any number.</summary>
    public int? Pods { get; init; }

    /// <summary>Whether all have the same share.</summary>
    public bool Even { get; init; }

    /// <summary>The source that the Pod must see.</summary>
    public string? Source { get; init; }

    /// <summary>The HTTP status that must come.</summary>
    public int? Status { get; init; }

    /// <summary>Whether all use one connection.</summary>
    public bool KeepAlive { get; init; }

    /// <summary>The only address family.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Whether the numbers of answers count.</summary>
    public bool IsAboutShares => Even || !Shares.IsEmpty;

    /// <summary>Whether a timeout is among what is expected.</summary>
    public bool ExpectsTimeouts => Ends == TrafficEnds.Timeout || Shares.ContainsKey(TrafficEnds.Timeout);

    /// <summary>Reads a definition.</summary>
    /// <param name="definition">The definition; its texts are templates.</param>
    /// <param name="context">What is at hand.</param>
    /// <param name="defaultCount">How many requests where it does not say so; null for as many as its expectation needs.</param>
    /// <exception cref="CourseException">It contradicts itself.</exception>
    public static TrafficPlan Of(TrafficCheckDefinition definition, CheckContext context, int? defaultCount = null)
    {
        ImmutableArray<string>? by = definition.By.IsDefaultOrEmpty ? null : PodNames.Resolve(context.lab, definition.By.Select(context.Text));
        var plan = new TrafficPlan
        {
            To = Target(context.Text(definition.To).Trim()),
            From = context.Text(definition.From).Trim(),
            Ends = context.Text(definition.Ends).Trim() is { Length: > 0 } ends ? ends : TrafficEnds.Answered,
            By = by,
            Shares = SharesOf(definition, context),
            Even = definition.Even,
            Pods = definition.Pods is null ? null : Number(context.Text(definition.Pods), "pods"),
            Source = definition.Source is null ? null : context.Text(definition.Source).Trim(),
            Status = definition.Status is null ? null : Number(context.Text(definition.Status), "status"),
            KeepAlive = definition.KeepAlive,
            Family = FamilyOf(definition.Family is null ? null : context.Text(definition.Family).Trim()),
            Count = 1,
        };
        if (!TrafficEnds.Known.Contains(plan.Ends))
        {
            throw new CourseException($"\"{plan.Ends}\" is no end of a request. There are: {string.Join(", ", TrafficEnds.Known)}.");
        }

        int? given = definition.Count is null ? defaultCount : Number(context.Text(definition.Count), "count");
        return plan with { Count = plan.CountFor(given) };
    }

    // With too few requests a Pod that is due would be missed now and then, and a learner told that something is wrong that is not.
    private int CountFor(int? given)
    {
        int needed = By is { Length: > 1 } by && !KeepAlive ? Learn.Shares.RequestsToSee(0.5 / by.Length, Learn.Shares.DefaultFalseAlarm / by.Length) : 1;
        return Math.Max(needed, given ?? (IsAboutShares ? EnoughForShares : Ends == TrafficEnds.Timeout ? EnoughForTimeouts : 1));
    }

    private static string Target(string text)
        => text.Length == 0 ? throw new CourseException("The field \"to\" of the traffic is empty. Write where it is sent, such as http://web or udp://web:53.")
            : text.Contains("://", StringComparison.Ordinal) ? text
            : $"http://{text}";

    private static ImmutableSortedDictionary<string, double> SharesOf(TrafficCheckDefinition definition, CheckContext context)
    {
        var shares = definition.Shares.ToImmutableSortedDictionary(
            share => context.Text(share.Key).Trim(), share => Percent.Parse(context.Text(share.Value)) / 100);
        double sum = shares.Values.Sum();
        return shares.IsEmpty || Math.Abs(sum - 1) < 0.01
            ? shares.ToImmutableSortedDictionary(share => share.Key, share => share.Value / sum)
            : throw new CourseException(string.Create(CultureInfo.InvariantCulture, $"The shares add up to {sum * 100:0.#} %, not to 100 %."));
    }

    private static AddressFamily? FamilyOf(string? text) => text switch
    {
        null or "" => null,
        "IPv4" or "ipv4" => AddressFamily.InterNetwork,
        "IPv6" or "ipv6" => AddressFamily.InterNetworkV6,
        _ => throw new CourseException($"\"{text}\" is no address family. There are IPv4 and IPv6."),
    };

    private static int Number(string text, string field)
        => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new CourseException($"\"{text}\" is no number for \"{field}\".");
}
