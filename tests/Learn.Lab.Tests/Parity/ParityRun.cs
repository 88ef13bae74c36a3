using System.Globalization;
using System.Net;
using Learn.Netfilter;

namespace Learn.Tests.Parity;

/// <summary>Sends packets through a host and holds the way that each took against the walk.</summary>
/// <param name="host">The host.</param>
/// <param name="machine">What the machine is.</param>
/// <param name="options">What the walk is told of the host besides its addresses.</param>
internal sealed class ParityRun(ParityHost host, ParityMachine machine, WalkOptions? options = null)
{
    private readonly Dictionary<(string List, IPAddress Address), DateTime> seen = [];

    /// <summary>How many packets were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>How many got lost between two hooks, where no rule decides.</summary>
    public int Lost { get; private set; }

    /// <summary>How many took a way that the walk could only guess.</summary>
    public int Guessed { get; private set; }

    /// <summary>What differed, a packet each.</summary>
    public List<string> Disagreements { get; } = [];

    /// <summary>Sends a packet once.</summary>
    public async Task<TraceComparison> SendAsync(Packet packet, CancellationToken cancellationToken)
    {
        var walkOptions = (options ?? new WalkOptions()) with
        {
            LastSeen = (list, address) => seen.TryGetValue((list, address), out var at) ? DateTime.UtcNow - at : null,
        };
        var (sent, path) = await host.SendAsync(packet, cancellationToken);
        var comparison = TraceComparison.Of(host.Walk(sent, walkOptions), path, machine.LocalAddresses);
        Sent++;
        Lost += path.End == TraceEnd.Lost ? 1 : 0;
        Guessed += comparison.Taken is { IsCertain: false } ? 1 : 0;
        Remember(path);

        if (!comparison.Agrees)
        {
            string from = sent.FromLocalProcess ? "a process" : sent.InInterface!;
            Disagreements.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{sent} from {from}: {string.Join(' ', comparison.Disagreements)}\n  kernel: {string.Join(" | ", path.Rules)} => {path.End} {path.Final}\n  walk: {string.Join("\n        ", comparison.Walk.Outcomes.Take(6).Select(outcome => $"{outcome} [{string.Join(" | ", outcome.Steps)}]"))}"));
        }

        return comparison;
    }

    /// <summary>
    /// Sends a packet many times and tests how often each way was taken against the probabilities of the walk; null where there is only one way,
    /// or where the packets do not choose independently.
    /// </summary>
    public async Task<GoodnessOfFit?> SendManyAsync(Packet packet, int count, CancellationToken cancellationToken)
    {
        var walk = host.Walk(packet, options ?? new WalkOptions());
        if (!walk.IsCertain || walk.Outcomes.Length < 2 || walk.Outcomes.Any(outcome => !outcome.RecentLists.IsEmpty))
        {
            return null;
        }

        var counts = walk.Outcomes.Select(Key).Distinct(StringComparer.Ordinal).ToDictionary(key => key, _ => 0, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            if ((await SendAsync(packet, cancellationToken)).Taken is { } taken)
            {
                counts[Key(taken)]++;
            }
        }

        var keys = counts.Keys.ToList();
        return GoodnessOfFitTest.Test(
            [.. keys.Select(key => counts[key])],
            [.. keys.Select(key => walk.ProbabilityOf(outcome => Key(outcome) == key))]);
    }

    private static string Key(WalkOutcome outcome) => $"{outcome.Verdict} {outcome.End} {outcome.Packet.Mark}";

    private void Remember(PacketPath path)
    {
        foreach (var match in path.Rules.SelectMany(step => step.Rule!.Matches).OfType<RecentMatch>())
        {
            var entry = (match.Name, match.UsesDestination ? path.Entered.Destination : path.Entered.Source);
            if (match.Operation == RecentOperation.Remove)
            {
                seen.Remove(entry);
            }
            else if (match.Operation is RecentOperation.Set or RecentOperation.Update)
            {
                seen[entry] = DateTime.UtcNow;
            }
        }
    }
}
