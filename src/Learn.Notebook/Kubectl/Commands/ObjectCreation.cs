using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Creates an object that a command has put together, or shows it with <c>--dry-run -o yaml</c>.</summary>
internal static class ObjectCreation
{
    /// <summary>The flags of such commands.</summary>
    public static IReadOnlyList<Flag> Flags { get; } = [KubectlFlags.DryRun, KubectlFlags.Output, KubectlFlags.Template];

    /// <summary>Creates it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="one">The object, with its name and namespace.</param>
    /// <param name="verb">What is said: <c>created</c>.</param>
    /// <param name="failure">What kubectl says before the reason where the object exists already; null for what the server says alone.</param>
    /// <param name="cancellationToken">Gives up waiting until it is in effect.</param>
    public static async Task<KubectlOutput> CreateAsync(KubectlCall call, IKubernetesObject<V1ObjectMeta> one, string verb, string? failure, CancellationToken cancellationToken)
    {
        var kind = ResourceKind.For(one.GetType());
        if (!call.IsDryRun)
        {
            try
            {
                one = call.Cluster.Create(one);
            }
            catch (ClusterApiException refusal) when (failure is not null && refusal.Reason == "AlreadyExists")
            {
                throw KubectlErrors.Mistake($"{failure}: {refusal.Message}");
            }
        }

        var text = ObjectPrinter.Of(call) is { } printer
            ? printer.Print([new ObjectGroup(kind, [one])], isOne: true)
            : $"{kind.DisplayName}/{one.Metadata.Name} {verb}{call.DryRunNote}\n";
        var said = new KubectlOutput(text, one);
        return call.IsDryRun ? said : await call.SettledAsync(said, cancellationToken);
    }

    /// <summary>The name that a command must be given.</summary>
    /// <exception cref="CellException">There is none, or more than one.</exception>
    public static string NameOf(KubectlCall call) => call.Flags.ArgumentsBeforeDashes switch
    {
        [var name] => name,
        var given => throw KubectlErrors.Misused(call.Command, $"exactly one NAME is required, got {given.Count}"),
    };
}
