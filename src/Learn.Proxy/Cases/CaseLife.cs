using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using k8s;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// Lives through a case: gives kube-proxy the objects, does what the steps say, and looks at the machine after each of them. Time is that
/// of a clock of its own, which is set forward to wherever kube-proxy has something to do.
/// </summary>
public sealed class CaseLife
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Longer than the shortest time between two syncs of the captures, so that whatever was to happen has happened.
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(1.5);

    // A failed sync is repeated as a full one. If that fails, too, again and again, it always will.
    private const int MostFailures = 3;

    private readonly CaseDescription _case;
    private readonly ICaseNode _node;
    private readonly RecordingNode _recording;
    private readonly CaseClock _clock = new(s_start);
    private readonly Dictionary<(string Kind, NamespacedName Name), IKubernetesObject<V1ObjectMeta>> _objects = [];
    private ProxyConfiguration _configuration;
    private NodeProxy? _proxy;
    private readonly Dictionary<IpFamily, SyncPlan> _plans = [];
    private bool _isSnapshot;
    private int _failures;

    private CaseLife(CaseDescription description, ICaseNode node)
    {
        _case = description;
        _configuration = description.Configuration;
        _node = node;
        _recording = new(node);
    }

    /// <summary>Lives through a case.</summary>
    /// <param name="description">What was set up.</param>
    /// <param name="steps">What happens: the objects at the beginning, then the changes.</param>
    /// <param name="node">The machine, with nothing on it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was seen, step by step, as it happens.</returns>
    /// <exception cref="CaseException">A step asks for something that cannot be done.</exception>
    public static async IAsyncEnumerable<CaseStepResult> RunAsync(
        CaseDescription description,
        IReadOnlyList<ImmutableArray<CaseAction>> steps,
        ICaseNode node,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(node);
        var life = new CaseLife(description, node);
        for (int index = 0; index < steps.Count; index++)
        {
            yield return await life.StepAsync(index + 1, steps[index], cancellation);
        }
    }

    private async ValueTask<CaseStepResult> StepAsync(int step, ImmutableArray<CaseAction> actions, CancellationToken cancellation)
    {
        _recording.Clear();
        _isSnapshot = false;
        foreach (CaseAction action in actions)
        {
            await DoAsync(action, cancellation);
        }

        if (step == 1)
        {
            // It starts when all objects are there.
            await StartAsync(cancellation);
        }

        return await LookAsync(step, cancellation);
    }

    private async ValueTask DoAsync(CaseAction action, CancellationToken cancellation)
    {
        switch (action)
        {
            case CaseAction.SetObject set:
                _objects[(set.Resource.Kind, NameOf(set.Resource))] = set.Resource;
                _proxy?.Set(set.Resource);
                break;
            case CaseAction.DeleteObject delete:
                if (!_objects.Remove((delete.Kind, delete.Name)))
                {
                    throw new CaseException($"The {delete.Kind} {delete.Name} is to be deleted, but it is not there.");
                }

                _proxy?.Remove(delete.Kind, delete.Name);
                break;
            case CaseAction.Execute execute:
                await _node.ExecuteAsync(execute.Script, cancellation);
                break;
            case CaseAction.Wait wait:
                await PassAsync(_clock.GetUtcNow() + wait.Time, cancellation);
                break;
            case CaseAction.WaitForCanaryPoll:
                await PassAsync((_proxy ?? throw new CaseException("kube-proxy is stopped and looks at no canary.")).Halves[0].CanaryDue, cancellation);
                break;
            case CaseAction.SnapshotNow:
                _isSnapshot = true;
                break;
            case CaseAction.StopProxy:
                _proxy = null;
                break;
            case CaseAction.StartProxy:
                await StartAsync(cancellation);
                break;
            case CaseAction.Reconfigure change:
                _configuration = change.Configuration;
                if (_proxy is not null)
                {
                    await StartAsync(cancellation);
                }

                break;
            case CaseAction.Cleanup:
                foreach (IpFamily family in Enum.GetValues<IpFamily>())
                {
                    await ProxyCleanup.RunAsync(_recording, family, cancellation);
                }

                break;
        }
    }

    private async ValueTask StartAsync(CancellationToken cancellation)
    {
        NodeEnvironment environment = await NodeProxy.LookAtAsync(_configuration, _recording, 1, cancellation);
        _proxy = new NodeProxy(_configuration, _case.Node, _recording, _clock, environment);
        foreach (IKubernetesObject<V1ObjectMeta> resource in _objects.Values)
        {
            _proxy.Set(resource);
        }

        foreach (ProxyHalf half in _proxy.Halves)
        {
            half.Synced += Note;
        }

        await _proxy.StartAsync(cancellation);
    }

    private void Note(SyncReport report)
    {
        _plans[report.Plan.Family] = report.Plan;
        _failures = report.Failure is null ? 0 : _failures + 1;
        if (_failures >= MostFailures)
        {
            throw new CaseException($"kube-proxy's rules are refused again and again: {report.Failure}");
        }
    }

    /// <summary>Lets time go by, stopping wherever kube-proxy has something to do.</summary>
    private async ValueTask PassAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        while (_proxy is not null && _proxy.Due <= until)
        {
            cancellation.ThrowIfCancellationRequested();
            _clock.AdvanceTo(_proxy.Due);
            await _proxy.RunDueAsync(cancellation);
        }

        _clock.AdvanceTo(until);
    }

    private async ValueTask<CaseStepResult> LookAsync(int step, CancellationToken cancellation)
    {
        if (!_isSnapshot)
        {
            while (_proxy is { HasPendingChanges: true })
            {
                DateTimeOffset due = _proxy.Halves.Min(half => half.SyncDue);
                await PassAsync(due > _clock.GetUtcNow() ? due : _clock.GetUtcNow(), cancellation);
            }

            await PassAsync(_clock.GetUtcNow() + s_settling, cancellation);
        }

        var saves = ImmutableSortedDictionary.CreateBuilder<IpFamily, string>();
        foreach (IpFamily family in _case.Families)
        {
            saves[family] = await _node.SaveAsync(family, cancellation);
        }

        return new(
            step, saves.ToImmutable(), [.. _recording.Restores], [.. _recording.Log],
            await SysctlsAsync(cancellation), await ProbesAsync(cancellation))
        {
            Plans = _plans.ToImmutableSortedDictionary(),
        };
    }

    private async ValueTask<string?> SysctlsAsync(CancellationToken cancellation)
    {
        string text = "";
        foreach (string key in _case.SysctlKeys)
        {
            text += $"{key} = " + await _node.GetSysctlAsync(key, cancellation) + "\n";
        }

        return _case.SysctlKeys.IsEmpty ? null : text;
    }

    private async ValueTask<string?> ProbesAsync(CancellationToken cancellation)
    {
        string text = "";
        foreach (string url in _case.Probes)
        {
            text += ProbeText.Of(url, await _node.ProbeAsync(new Uri(url), _proxy, cancellation));
        }

        return _case.Probes.IsEmpty ? null : text;
    }

    private static NamespacedName NameOf(IKubernetesObject<V1ObjectMeta> resource) =>
        new(resource.Metadata.NamespaceProperty ?? "", resource.Metadata.Name);
}
