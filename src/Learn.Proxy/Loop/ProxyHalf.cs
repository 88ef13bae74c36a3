using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// One half of a kube-proxy at work: it decides when to sync, runs the commands of a sync, watches the canary and repeats what failed.
/// Time passes only when <see cref="RunDueAsync"/> is called. Not safe for several threads at once.
/// </summary>
public sealed class ProxyHalf
{
    private readonly ProxyConfiguration _configuration;
    private readonly INodeCommands _commands;
    private readonly TimeProvider _time;
    private readonly ProxyHealth _health;
    private readonly SyncSchedule _schedule;
    private readonly CanaryWatch _canary;
    private readonly PendingCauses _causes = new();
    private bool _isStarted;
    private bool _isRequested;
    private bool _hasFailed;

    /// <summary>Makes a half that has not started.</summary>
    /// <param name="proxy">Its brain.</param>
    /// <param name="configuration">The configuration that the brain was made with.</param>
    /// <param name="commands">The node.</param>
    /// <param name="health">Is told about queued and finished syncs.</param>
    /// <param name="time">The clock.</param>
    public ProxyHalf(IptablesProxy proxy, ProxyConfiguration configuration, INodeCommands commands, ProxyHealth health, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        ArgumentNullException.ThrowIfNull(configuration);
        Proxy = proxy;
        _configuration = configuration;
        _commands = commands;
        _health = health;
        _time = time;
        _schedule = new(configuration.Iptables.MinSyncPeriod, SyncSchedule.OneHour, 2, time);
        _canary = new(configuration.Iptables.SyncPeriod, time);
    }

    /// <summary>The brain. Give it objects through <see cref="NodeProxy"/>, or call <see cref="Request"/> afterwards.</summary>
    public IptablesProxy Proxy { get; }

    /// <summary>The health check node ports as the last successful sync left them.</summary>
    public ServiceHealth ServiceHealth { get; private set; } = ServiceHealth.None;

    /// <summary>When <see cref="RunDueAsync"/> has something to do next; a time in the past means now.</summary>
    public DateTimeOffset Due => !_isStarted ? DateTimeOffset.MaxValue : _schedule.Due < _canary.Due ? _schedule.Due : _canary.Due;

    /// <summary>When the canary is looked at next.</summary>
    public DateTimeOffset CanaryDue => _canary.Due;

    /// <summary>When a sync may run next.</summary>
    public DateTimeOffset SyncDue => _schedule.Due;

    /// <summary>Is called after each sync.</summary>
    public event Action<SyncReport>? Synced;

    /// <summary>
    /// Starts: asks for the version of iptables, makes the canaries, and makes the first, full sync. All objects that exist should have
    /// been given before, since kube-proxy does nothing until it has listed them completely.
    /// </summary>
    public async ValueTask StartAsync(CancellationToken cancellation)
    {
        await RunAsync(IptablesCommands.Version(Proxy.Family), cancellation);
        await RunAsync(IptablesCommands.ListPostrouting(Proxy.Family), cancellation);
        await RunAsync(IptablesCommands.Version(Proxy.Family), cancellation);
        _isStarted = true;
        await WatchCanaryAsync(cancellation);
        await SyncAsync(SyncTrigger.Start, cancellation);
    }

    /// <summary>Asks for a sync as soon as it is allowed.</summary>
    /// <param name="cause">Why, for <see cref="SyncReport.Reason"/>.</param>
    public void Request(SyncCause? cause = null)
    {
        if (!_isStarted)
        {
            // The first sync takes everything anyway.
            return;
        }

        if (cause is not null)
        {
            _causes.Add(cause);
        }

        _isRequested = true;
        _health.Queued(Proxy.Family);
        _schedule.Request();
    }

    /// <summary>Does everything that is due now.</summary>
    public async ValueTask RunDueAsync(CancellationToken cancellation)
    {
        while (_isStarted && _canary.Due <= _time.GetUtcNow())
        {
            await WatchCanaryAsync(cancellation);
        }

        if (_isStarted && _schedule.TryBegin())
        {
            await SyncAsync(_isRequested ? SyncTrigger.Changes : _hasFailed ? SyncTrigger.Retry : SyncTrigger.Periodic, cancellation);
            _schedule.Completed();
        }
    }

    private async ValueTask WatchCanaryAsync(CancellationToken cancellation)
    {
        IpFamily family = Proxy.Family;
        switch (_canary.Next)
        {
            case CanaryStep.Create:
                bool created = true;
                foreach (string table in CanaryWatch.Tables)
                {
                    // Status 1 says that the chain exists.
                    ImmutableArray<string> create = IptablesCommands.Create(family, table, ProxyChains.Canary);
                    created = created && (await RunAsync(create, cancellation)).ExitCode is 0 or 1;
                }

                _canary.Created(created);
                break;
            case CanaryStep.Look:
                _canary.Looked(await ExistsAsync(CanaryWatch.Tables[0], cancellation));
                break;
            case CanaryStep.LookAtOthers:
                bool anyExists = false;
                foreach (string table in CanaryWatch.Tables[1..])
                {
                    anyExists = anyExists || await ExistsAsync(table, cancellation);
                }

                _canary.LookedAtOthers(anyExists);
                break;
            case CanaryStep.Resync:
                // This one does not wait for its turn.
                Proxy.RequestFullSync();
                await SyncAsync(SyncTrigger.CanaryLost, cancellation);
                _canary.Resynced();
                break;
        }
    }

    private async ValueTask<bool> ExistsAsync(string table, CancellationToken cancellation) =>
        (await RunAsync(IptablesCommands.List(Proxy.Family, table, ProxyChains.Canary), cancellation)).Succeeded;

    private async ValueTask SyncAsync(SyncTrigger trigger, CancellationToken cancellation)
    {
        DateTimeOffset begun = _time.GetUtcNow();
        var reason = new SyncReason(trigger, _causes.Take(), _hasFailed);
        _isRequested = false;
        var watch = new StepWatch(_time);
        SyncOutlook outlook = Proxy.Prepare(begun);
        TimeSpan generation = watch.Lap();
        string? failure = await SetUpAsync(outlook.Setup, cancellation);
        TimeSpan setup = watch.Lap();
        SyncInput input = await LookAsync(begun, outlook.ReadsNatChains && failure is null, cancellation);
        TimeSpan look = watch.Lap();
        SyncPlan plan = Proxy.Plan(input);
        generation += watch.Lap();
        foreach (SysctlSetting setting in plan.Sysctls)
        {
            await _commands.SetSysctlAsync(setting, cancellation);
        }

        setup += watch.Lap();
        ImmutableArray<string> restore = IptablesCommands.Restore(Proxy.Family);
        failure ??= Failure(await _commands.RunAsync(restore, plan.Payload, cancellation), restore[0]);
        TimeSpan restored = watch.Lap();
        await EndAsync(plan, failure, cancellation);
        Synced?.Invoke(new SyncReport(plan, failure, _time.GetUtcNow() - begun)
        {
            Reason = reason,
            Timings = new SyncTimings(setup, look, generation, restored, StaleFlows: watch.Lap()),
        });
    }

    private async ValueTask EndAsync(SyncPlan plan, string? failure, CancellationToken cancellation)
    {
        _hasFailed = failure is not null;
        if (_hasFailed)
        {
            Proxy.Failed(plan, _time.GetUtcNow());
            _schedule.RetryAfter(_configuration.Iptables.SyncPeriod);
            return;
        }

        Proxy.Succeeded(plan, _time.GetUtcNow());
        _health.Updated(Proxy.Family);
        ServiceHealth = ServiceHealth.After(plan);
        foreach (ConntrackDeletion deletion in plan.StaleFlows)
        {
            await RunAsync(deletion.Argv, cancellation);
        }
    }

    private async ValueTask<string?> SetUpAsync(ImmutableArray<ChainSetup> steps, CancellationToken cancellation)
    {
        foreach (ChainSetup step in steps)
        {
            NodeCommandResult created = await RunAsync(step.Create, cancellation);
            if (created.ExitCode is not (0 or 1))
            {
                return Failure(created, string.Join(' ', step.Create));
            }

            if (!(await RunAsync(step.Check, cancellation)).Succeeded
                && Failure(await RunAsync(step.Insert, cancellation), string.Join(' ', step.Insert)) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private async ValueTask<SyncInput> LookAsync(DateTimeOffset begun, bool readsNatChains, CancellationToken cancellation)
    {
        IReadOnlyCollection<string>? chains = null;
        if (readsNatChains)
        {
            NodeCommandResult saved = await RunAsync(IptablesCommands.Save(Proxy.Family), cancellation);
            chains = saved.Succeeded ? SyncInput.ChainsOf(saved.Output.Span) : null;
        }

        IReadOnlyList<IPAddress> addresses = _configuration.NodePortAddresses.IsEmpty
            ? []
            : await _commands.GetLocalAddressesAsync(cancellation);
        return new SyncInput { Now = begun, NatChains = chains, LocalAddresses = addresses };
    }

    private ValueTask<NodeCommandResult> RunAsync(ImmutableArray<string> argv, CancellationToken cancellation) =>
        _commands.RunAsync(argv, default, cancellation);

    private static string? Failure(NodeCommandResult result, string command) =>
        result.Succeeded ? null : $"{command}: exit status {result.ExitCode}: {result.Error.Trim()}";
}
