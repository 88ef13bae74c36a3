namespace Learn.Course;

/// <summary>Sends what a check sends, and stops as soon as more of it would tell nothing new.</summary>
internal static class TrafficSender
{
    /// <summary>So many wrong ends settle the matter: it makes no sense to wait for hundreds of timeouts.</summary>
    private const int WrongEndsThatSettle = 4;

    /// <summary>So many show what is to come.</summary>
    private const int Sample = 16;

    /// <summary>So many wait side by side at most.</summary>
    private const int MostBeside = 32;

    /// <summary>How long a request waits where an answer is due; longer than the kernel's repetition of a lost packet.</summary>
    private static readonly TimeSpan LongPatience = TimeSpan.FromMilliseconds(1400);

    /// <summary>How long a request waits where none is due.</summary>
    private static readonly TimeSpan ShortPatience = TimeSpan.FromMilliseconds(600);

    /// <summary>How long the whole of a request may take that has been taken: a Pod may answer late.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(3);

    /// <summary>Sends.</summary>
    /// <param name="plan">What.</param>
    /// <param name="lab">Where.</param>
    /// <param name="count">How many.</param>
    /// <param name="isWrong">Whether an end is none of those that are due; null if any is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<List<TrafficSeen>> SendAsync(TrafficPlan plan, Lab lab, int count, Func<TrafficSeen, bool>? isWrong, CancellationToken cancellationToken)
    {
        if (plan.IsUdp)
        {
            return await SendDatagramsAsync(plan, lab, count, isWrong, cancellationToken);
        }

        bool isImpatient = plan.ExpectsTimeouts || plan.Ends == TrafficEnds.Any;
        string? address = isImpatient ? await NameAhead.FindAsync(lab, plan, cancellationToken) : null;
        await HalfOpenConnections.ForgetAsync(lab, cancellationToken);
        var request = new CurlRequest
        {
            Url = plan.To,
            ExtraArguments = address is null ? [] : ["--resolve", address],
            Count = count,
            From = plan.From,
            KeepAlive = plan.KeepAlive,
            Family = plan.Family,
            Concurrency = ConcurrencyOf(plan, count),
            ConnectTimeout = isImpatient ? ShortPatience : LongPatience,
            RequestTimeout = plan.Ends == TrafficEnds.Timeout ? ShortPatience : AnswerPatience,
        };
        if (plan.Ends != TrafficEnds.Any || plan.KeepAlive || count <= Sample)
        {
            return await SendAsync(request, lab, isWrong, cancellationToken);
        }

        // Nobody knows what comes: a few show whether there is much waiting to do, which is better done side by side.
        var seen = await SendAsync(request with { Count = Sample }, lab, isWrong, cancellationToken);
        int beside = seen.Exists(one => one.Ends == TrafficEnds.Timeout) ? MostBeside : request.Concurrency;
        seen.AddRange(await SendAsync(request with { Count = count - Sample, Concurrency = Math.Min(count - Sample, beside) }, lab, isWrong, cancellationToken));
        return seen;
    }

    private static async Task<List<TrafficSeen>> SendAsync(CurlRequest request, Lab lab, Func<TrafficSeen, bool>? isWrong, CancellationToken cancellationToken)
    {
        var seen = new List<TrafficSeen>(request.Count);
        int wrong = 0;
        await foreach (var sample in lab.CurlStreamAsync(request, cancellationToken))
        {
            seen.Add(TrafficSeen.Of(sample));
            if (isWrong?.Invoke(seen[^1]) == true && ++wrong >= WrongEndsThatSettle)
            {
                break;
            }
        }

        return seen;
    }

    private static async Task<List<TrafficSeen>> SendDatagramsAsync(TrafficPlan plan, Lab lab, int count, Func<TrafficSeen, bool>? isWrong, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(plan.To, UriKind.Absolute, out var target) || target.Port <= 0)
        {
            throw new CourseException($"\"{plan.To}\" is no target of datagrams. Write it with its port: udp://web:53.");
        }

        var seen = new List<TrafficSeen>(count);
        var request = new UdpRequest
        {
            Target = target.Host,
            Port = target.Port,
            Count = count,
            From = plan.From,
            Family = plan.Family,
            AskForSource = plan.Source is not null,
            Concurrency = ConcurrencyOf(plan, count),
            Timeout = plan.ExpectsTimeouts ? ShortPatience : LongPatience / 2,
        };

        // A few first: if nobody answers those, nobody has to wait for the others.
        int first = Math.Min(count, WrongEndsThatSettle);
        seen.AddRange(await ProbeAsync(request with { Count = first, Concurrency = Math.Min(first, request.Concurrency) }));
        if (count > first && (isWrong is null || seen.Count(isWrong) < WrongEndsThatSettle))
        {
            seen.AddRange(await ProbeAsync(request with { Count = count - first, Concurrency = Math.Min(count - first, request.Concurrency) }));
        }

        return seen;

        async Task<IEnumerable<TrafficSeen>> ProbeAsync(UdpRequest some)
            => (await lab.UdpAsync(some, cancellationToken: cancellationToken)).Samples.Select(TrafficSeen.Of);
    }

    // Those who wait in vain wait side by side.
    private static int ConcurrencyOf(TrafficPlan plan, int count)
        => plan.KeepAlive ? 1
            : plan.ExpectsTimeouts ? Math.Min(count, plan.IsUdp ? 64 : MostBeside)
            : Math.Min(count, plan.IsUdp ? 16 : 4);
}
