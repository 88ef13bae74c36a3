using System.Net;
using k8s.Models;

namespace Learn.Course;

/// <summary>Judges which source address Pods saw.</summary>
internal static class SourceJudge
{
    private const string Own = "own";
    private const string Changed = "changed";
    private const string Node = "node/";

    /// <summary>What is expected, in words.</summary>
    public static string Words(string source)
        => source == Own ? "the sender's own address"
            : source == Changed ? "another address than the sender's"
            : source.StartsWith(Node, StringComparison.Ordinal) ? $"an address of {source[Node.Length..]}"
            : source;

    /// <summary>What is wrong with the sources that were seen; null if nothing is.</summary>
    public static string? Problem(Lab lab, string source, IReadOnlyList<TrafficSeen> seen)
    {
        var answered = seen.Where(one => one.Ends == TrafficEnds.Answered).ToList();
        if (answered.Count == 0 || answered.Find(one => one.Source is null) is not null)
        {
            return answered.Count == 0 ? "No Pod answered, so none saw a source" : "Who answered did not say which source it saw";
        }

        var allowed = Allowed(lab, source);
        var wrong = answered.Where(one => !IsRight(one)).GroupBy(one => one.Source!).OrderByDescending(group => group.Count()).ToList();
        return wrong.Count == 0
            ? null
            : $"The Pod saw {string.Join(" and ", wrong.Select(group => $"{group.Key}{NameOf(lab, group.Key)}"))}{(source == Own && answered[0].Local is { } local ? $"; the sender's own address is {local}" : "")}";

        bool IsRight(TrafficSeen one) => source switch
        {
            Own => one.Source!.Equals(one.Local),
            Changed => !one.Source!.Equals(one.Local),
            _ => allowed.Contains(one.Source!),
        };
    }

    // Towards Pods of its own a node uses the address of its bridge, the first one of its Pods' range.
    private static List<IPAddress> Allowed(Lab lab, string source)
        => source is Own or Changed ? []
            : source.StartsWith(Node, StringComparison.Ordinal) ? [.. AddressesOf(lab, source[Node.Length..])]
            : IPAddress.TryParse(source, out var address) ? [address]
            : throw new CourseException($"\"{source}\" is no source. Write an address, own, changed or node/NAME.");

    private static IEnumerable<IPAddress> AddressesOf(Lab lab, string node)
        => lab.AddressesOf(node).Concat((lab.Cluster.Get<V1Node>("", node)?.Spec.PodCIDRs ?? []).Select(range => FirstOf(IPNetwork.Parse(range))));

    private static IPAddress FirstOf(IPNetwork range)
    {
        byte[] bytes = range.BaseAddress.GetAddressBytes();
        bytes[^1]++;
        return new IPAddress(bytes);
    }

    private static string NameOf(Lab lab, IPAddress address)
        => lab.Nodes.FirstOrDefault(node => AddressesOf(lab, node.Name).Contains(address)) is { } found ? $" (an address of {found.Name})" : "";
}
