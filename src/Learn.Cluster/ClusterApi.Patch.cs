using k8s;
using k8s.Models;

namespace Learn.Cluster;

public sealed partial class ClusterApi
{
    /// <summary>Changes an object, except its status, whatever its kind.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="ns">Its namespace; ignored for kinds without namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="change">Changes the copy that it is given.</param>
    /// <returns>A copy of the stored object.</returns>
    /// <exception cref="ClusterApiException">NotFound, Invalid.</exception>
    public IKubernetesObject<V1ObjectMeta> Update(ResourceKind kind, string ns, string name, Action<IKubernetesObject<V1ObjectMeta>> change)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(change);
        return Write(transaction =>
        {
            var copy = DeepCopy.Of(transaction.Find(kind, Key(kind, ns, name)) ?? throw ClusterApiException.NotFound(kind, name));
            change(copy);
            return ObjectWriter.Update(transaction, kind, copy, isStatus: false);
        });
    }

    /// <summary>Changes an object, except its status, as <c>kubectl patch</c> does.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="ns">Its namespace; ignored for kinds without namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="patch">What is to be otherwise, in JSON or YAML.</param>
    /// <param name="type">How it is to be read.</param>
    /// <param name="dryRun">Check everything, change nothing.</param>
    /// <exception cref="ClusterApiException">NotFound, Invalid; BadRequest when the patch cannot be read, or does not fit the kind.</exception>
    public PatchResult Patch(ResourceKind kind, string ns, string name, string patch, PatchType type = PatchType.Strategic, bool dryRun = false)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(patch);
        return Write(
            transaction =>
            {
                var stored = transaction.Find(kind, Key(kind, ns, name)) ?? throw ClusterApiException.NotFound(kind, name);
                var written = ObjectWriter.Update(transaction, kind, ObjectPatch.Apply(kind, stored, patch, type), isStatus: false);
                return new PatchResult(kind, DeepCopy.Of(written), written != stored);
            },
            keep: !dryRun);
    }
}
