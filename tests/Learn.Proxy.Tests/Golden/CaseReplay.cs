using System.Collections.Immutable;
using System.Globalization;
using k8s;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Proxy.Tests;

/// <summary>Lives through a case on a simulated node and gives what it got the names of the captured files.</summary>
internal sealed class CaseReplay
{
    private readonly GoldenCase _case;
    private readonly SimulatedNode _node;
    private readonly NodeShell _shell;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<(string Kind, NamespacedName Name), IKubernetesObject<V1ObjectMeta>> _objects = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private NodeProxy? _proxy;
    private bool _isSnapshot;

    private CaseReplay(GoldenCase goldenCase)
    {
        _case = goldenCase;
        foreach (IKubernetesObject<V1ObjectMeta> resource in goldenCase.ReadStep(1).Objects.Cast<IKubernetesObject<V1ObjectMeta>>())
        {
            _objects[KeyOf(resource)] = resource;
        }

        _node = new(goldenCase.LocalAddresses());
        _shell = new(_node);
    }

    internal static async Task<IReadOnlyDictionary<string, string>> RunAsync(GoldenCase goldenCase)
    {
        var replay = new CaseReplay(goldenCase);
        await replay.StartProxyAsync();
        await replay.EndStepAsync(1);
        for (int step = 2; step <= goldenCase.StepCount; step++)
        {
            replay.BeginStep();
            foreach (ManifestDocument document in goldenCase.ReadStep(step).Documents)
            {
                await replay.ApplyAsync(document);
            }

            await replay.EndStepAsync(step);
        }

        return replay._files;
    }

    private static (string Kind, NamespacedName Name) KeyOf(IKubernetesObject<V1ObjectMeta> resource) =>
        (resource.Kind, new(resource.Metadata.NamespaceProperty ?? "", resource.Metadata.Name));

    private async Task StartProxyAsync()
    {
        NodeEnvironment environment = await NodeProxy.LookAtAsync(_case.Configuration, _node, 1, default);
        _proxy = new NodeProxy(_case.Configuration, _case.Node, _node, _time, environment);
        foreach (IKubernetesObject<V1ObjectMeta> resource in _objects.Values)
        {
            _proxy.Set(resource);
        }

        await _proxy.StartAsync();
    }

    private void BeginStep()
    {
        _node.Log.Clear();
        _node.Restores.Clear();
        _isSnapshot = false;
    }

    private async Task ApplyAsync(ManifestDocument document)
    {
        if (document.Object is { } resource)
        {
            _objects[KeyOf(resource)] = resource;
            _proxy?.Set(resource);
            return;
        }

        switch (document.Root.GetText("action"))
        {
            case "delete":
                var target = (ManifestMap)document.Root["object"]!;
                var metadata = (ManifestMap)target["metadata"]!;
                var name = new NamespacedName(metadata.GetText("namespace") ?? "", metadata.GetText("name")!);
                Assert.True(_objects.Remove((target.GetText("kind")!, name)), $"{name} is not there.");
                _proxy?.Remove(target.GetText("kind")!, name);
                break;
            case "exec":
                _shell.Run(document.Root.GetText("command")!);
                break;
            case "wait":
                object seconds = ((ManifestScalar)document.Root["seconds"]!).Value!;
                await PassAsync(_time.GetUtcNow() + TimeSpan.FromSeconds(Convert.ToDouble(seconds, CultureInfo.InvariantCulture)));
                break;
            case "wait-for-canary-poll":
                await PassAsync(_proxy!.Halves[0].CanaryDue);
                break;
            case "snapshot-now":
                _isSnapshot = true;
                break;
            case "stop":
                _proxy = null;
                break;
            case "start":
                await StartProxyAsync();
                break;
            case "cleanup":
                foreach (IpFamily family in Enum.GetValues<IpFamily>())
                {
                    await ProxyCleanup.RunAsync(_node, family);
                }

                break;
            case var action:
                throw new NotSupportedException($"The action {action} is not known.");
        }
    }

    /// <summary>Lets time go by, stopping wherever kube-proxy has something to do.</summary>
    private async Task PassAsync(DateTimeOffset until)
    {
        while (_proxy is not null && _proxy.Due <= until)
        {
            if (_proxy.Due > _time.GetUtcNow())
            {
                _time.SetUtcNow(_proxy.Due);
            }

            await _proxy.RunDueAsync();
        }

        if (_time.GetUtcNow() < until)
        {
            _time.SetUtcNow(until);
        }
    }

    private async Task EndStepAsync(int step)
    {
        if (!_isSnapshot)
        {
            // A capture was taken when everything had settled.
            while (_proxy is { HasPendingChanges: true })
            {
                await PassAsync(_proxy.Halves.Min(half => half.SyncDue) is var due && due > _time.GetUtcNow() ? due : _time.GetUtcNow());
            }

            await PassAsync(_time.GetUtcNow() + TimeSpan.FromSeconds(1.5));
        }

        foreach (IpFamily family in _case.Families)
        {
            WriteFamily(step, family);
        }

        string suffix = step == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-step-{step}");
        if (_case.SysctlKeys.Count > 0)
        {
            _files[$"expected{suffix}.sysctl"] = string.Concat(_case.SysctlKeys.Select(key => $"{key} = {_node.Sysctl(key)}\n"));
        }

        if (_case.Probes.Count > 0)
        {
            _files[$"expected{suffix}.probes.txt"] = string.Concat(_case.Probes.Select(url => ProbeText.Of(url, _proxy, _node)));
        }
    }

    private void WriteFamily(int step, IpFamily family)
    {
        string digit = family == IpFamily.IPv4 ? "" : "6";
        string suffix = step == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-step-{step}");
        _files[$"expected{suffix}.ip{digit}tables-save"] = _node.Tables(family).Save().ToSaveText();
        ImmutableArray<string> payloads = [.. _node.Restores.Where(restore => restore.Family == family).Select(restore => restore.Payload)];
        for (int index = 0; index < payloads.Length; index++)
        {
            string number = payloads.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $".{index + 1}");
            _files[string.Create(CultureInfo.InvariantCulture, $"restore{digit}-step-{step}{number}.txt")] = payloads[index];
        }

        string[] lines = [.. _node.Log.Where(entry => entry.Family == family).Select(entry => entry.Line)];
        if (lines.Length > 0)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"commands{digit}-step-{step}.txt");
            _files[name] = string.Concat(lines.Select(line => line + "\n"));
        }
    }
}
