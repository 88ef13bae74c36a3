using System.Collections.Immutable;
using System.Text;
using static Learn.OutcomeText;

namespace Learn;

/// <summary>Requests by what they have in common (pod, node, zone, status), with their number and times.</summary>
/// <param name="Title">What that is.</param>
/// <param name="Rows">The groups, by name as people sort numbers.</param>
public sealed record GroupTable(string Title, ImmutableArray<GroupSummary> Rows)
{
    private const int WidestName = 23;

    /// <summary>Where a group has no name.</summary>
    public const string NoName = "(none)";

    /// <summary>Groups samples.</summary>
    /// <param name="title">What they are grouped by.</param>
    /// <param name="samples">For each the name of its group (null for none), and how long it took if it was answered.</param>
    public static GroupTable Of(string title, IEnumerable<(string? Name, TimeSpan? Latency)> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var all = samples.ToList();
        return new GroupTable(
            title,
            [.. all.GroupBy(sample => sample.Name)
                .OrderBy(group => group.Key is null).ThenBy(group => group.Key, PodNameOrder.Instance)
                .Select(group => new GroupSummary(
                    group.Key ?? NoName,
                    group.Count(),
                    (double)group.Count() / all.Count,
                    LatencySummary.Of(group.Where(sample => sample.Latency is not null).Select(sample => sample.Latency!.Value))))]);
    }

    /// <summary>The groups as a text table of at most 80 columns.</summary>
    public override string ToString()
    {
        if (Rows.IsDefaultOrEmpty)
        {
            return "(no sample)\n";
        }

        int name = Math.Clamp(Rows.Max(row => row.Name.Length), Math.Min(Title.Length, WidestName), WidestName);
        var text = new StringBuilder();
        text.Append(Column(Title, name)).Append(" requests   share       p50       p90       p99       max\n");
        foreach (var row in Rows)
        {
            text.Append(Column(row.Name, name)).Append(Format($"{row.Count,9:N0}{row.Share * 100,6:0.0} %"));
            if (row.Latency is { } latency)
            {
                foreach (var time in (TimeSpan[])[latency.Median, latency.Percentile90, latency.Percentile99, latency.Maximum])
                {
                    text.Append(Format($"{LatencySummary.Text(time),10}"));
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
