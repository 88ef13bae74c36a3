using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <content>Declaring, listing and deleting objects.</content>
public sealed partial class Lab
{
    /// <summary>The namespace of objects and pods that name none.</summary>
    public const string DefaultNamespace = "default";

    /// <summary>
    /// Creates or updates the objects of a manifest, as <c>kubectl apply</c> does, and returns when pods listen, EndpointSlices are
    /// up to date, and the rules of every node are applied.
    /// </summary>
    /// <param name="yaml">One or more YAML documents.</param>
    /// <param name="fileName">The name of the file, for messages.</param>
    /// <param name="cancellationToken">Gives up waiting; what was applied stays.</param>
    /// <returns>What was created, configured or left unchanged. Its text reads like kubectl's.</returns>
    /// <exception cref="ManifestException">The manifest has mistakes; all are listed with their places, and nothing has changed.</exception>
    /// <exception cref="LabException">The objects are stored, but something in them cannot be put into effect.</exception>
    public Task<ApplyResult> ApplyAsync(string yaml, string? fileName = null, CancellationToken cancellationToken = default)
        => ApplyAsync(LabManifest.Read(yaml, fileName), cancellationToken);

    /// <summary>
    /// The same for a manifest that was read before. A KubeProxyConfiguration in it restarts kube-proxy on every node with that configuration;
    /// a document of kind Lab must agree with the lab, which cannot be rebuilt while it runs.
    /// </summary>
    /// <param name="manifest">From <see cref="LabManifest.Read"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; what was applied stays.</param>
    /// <returns>What was created, configured or left unchanged. Its text reads like kubectl's.</returns>
    /// <exception cref="ManifestException">The manifest has mistakes; all are listed with their places, and nothing has changed.</exception>
    /// <exception cref="LabException">The objects are stored, but something in them cannot be put into effect; or the manifest is for another lab.</exception>
    public Task<ApplyResult> ApplyAsync(LabManifest manifest, CancellationToken cancellationToken = default) => ApplyAsync(manifest, new ApplyOptions(), cancellationToken);

    /// <summary>The same with a default namespace of one's own, or as a trial.</summary>
    /// <param name="manifest">From <see cref="LabManifest.Read"/>.</param>
    /// <param name="applyOptions">The namespace of objects that name none; whether nothing shall be changed.</param>
    /// <param name="cancellationToken">Gives up waiting; what was applied stays.</param>
    /// <returns>What was created, configured or left unchanged, or would be.</returns>
    /// <exception cref="ManifestException">The manifest has mistakes; all are listed with their places, and nothing has changed.</exception>
    /// <exception cref="LabException">The objects are stored, but something in them cannot be put into effect; or the manifest is for another lab.</exception>
    public async Task<ApplyResult> ApplyAsync(LabManifest manifest, ApplyOptions applyOptions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(applyOptions);
        if (manifest is { LabDocument: not null, Options: { } wanted } && !(wanted.Nodes.SequenceEqual(Options.Nodes) && wanted.Addresses.Ranges.SequenceEqual(Options.Addresses.Ranges)))
        {
            throw new LabException($"The manifest describes another lab (kind: {LabManifest.Kind}) than the one that runs, with other nodes or addresses. Start a lab with it, or take that document out.");
        }

        var result = cluster.Apply(manifest.Objects, applyOptions);
        if (applyOptions.DryRun)
        {
            return result;
        }

        if (manifest.ProxyDocument is not null)
        {
            await control.ConfigureProxiesAsync(manifest.Options!.KubeProxy!);
        }

        await SettleAsync(cancellationToken);
        return result;
    }

    /// <summary>Deletes the objects that a manifest names, and returns when their pods are gone and the rules no longer mention them.</summary>
    /// <exception cref="ManifestException">The manifest has mistakes; nothing has changed.</exception>
    public async Task<DeleteResult> DeleteManifestAsync(string yaml, string? fileName = null, CancellationToken cancellationToken = default)
    {
        return await WaitUntilGoneAsync(cluster.DeleteManifest(yaml, new ApplyOptions { FileName = fileName }), cancellationToken);
    }

    /// <summary>Deletes one object: <c>lab.DeleteAsync("pod", "my-app-1")</c>.</summary>
    /// <param name="kind">The kind, as kubectl takes it: <c>pod</c>, <c>pods</c>, <c>po</c>, <c>Service</c>, <c>svc</c>, …</param>
    /// <param name="name">The object's name.</param>
    /// <param name="objectNamespace">Its namespace.</param>
    /// <param name="gracePeriodSeconds">How long a pod may take to stop; null for what the pod says, 0 for at once.</param>
    /// <param name="cancellationToken">Gives up waiting; the object is deleted all the same.</param>
    /// <exception cref="ClusterApiException">There is no such kind or object.</exception>
    public async Task<DeleteResult> DeleteAsync(
        string kind, string name, string objectNamespace = DefaultNamespace, long? gracePeriodSeconds = null, CancellationToken cancellationToken = default)
    {
        return await WaitUntilGoneAsync(cluster.Delete(KindOf(kind), objectNamespace, name, gracePeriodSeconds), cancellationToken);
    }

    /// <summary>Deletes all objects of a kind that carry labels: <c>lab.DeleteByLabelAsync("pods", "app=my-app")</c>.</summary>
    /// <exception cref="ClusterApiException">There is no such kind, or the selector cannot be read.</exception>
    public async Task<DeleteResult> DeleteByLabelAsync(string kind, string selector, string objectNamespace = DefaultNamespace, CancellationToken cancellationToken = default)
    {
        return await WaitUntilGoneAsync(cluster.DeleteByLabel(KindOf(kind), objectNamespace, LabelSelector.Parse(selector)), cancellationToken);
    }

    /// <summary>The objects of a type, in one namespace or (null) all of them: <c>lab.List&lt;V1Pod&gt;()</c>.</summary>
    public IReadOnlyList<T> List<T>(string? objectNamespace = null)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => cluster.List<T>(objectNamespace);

    /// <summary>One object, or null if there is none of that name.</summary>
    public T? Get<T>(string name, string objectNamespace = DefaultNamespace)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => cluster.Get<T>(objectNamespace, name);

    // As kubectl delete does; a pod may take its whole grace period.
    private async Task<DeleteResult> WaitUntilGoneAsync(DeleteResult result, CancellationToken cancellationToken)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        try
        {
            foreach (var leaving in result.Objects.Where(deleted => deleted.IsTerminating))
            {
                await control.Cache.WaitUntilGoneAsync(leaving.Kind, leaving.Name, ending.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The world has ended, which the next line tells in words.
        }

        await SettleAsync(cancellationToken);
        return result;
    }

    private static ResourceKind KindOf(string name)
        => ResourceKind.FindByName(name)
            ?? throw new LabException($"There is no kind \"{name}\". There are: {string.Join(", ", ResourceKind.All.Select(kind => kind.Plural))}.");
}
