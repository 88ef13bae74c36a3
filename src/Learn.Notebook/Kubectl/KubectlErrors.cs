using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Refusals in kubectl's words.</summary>
internal static class KubectlErrors
{
    /// <summary>What kubectl prints when the API server refuses something. (Source: k8s.io/kubectl, pkg/cmd/util, checkErr.)</summary>
    public static string Of(ClusterApiException refusal) => refusal.Reason switch
    {
        "BadRequest" => $"error: {refusal.Message}",
        "Invalid" => $"The {refusal.Message}",
        _ => $"Error from server ({refusal.Reason}): {refusal.Message}",
    };

    /// <summary>The message for an object that is not there.</summary>
    public static string NotFound(ResourceKind kind, string name) => $"Error from server (NotFound): {kind.ResourceName} \"{name}\" not found";

    /// <summary>A mistake in a call.</summary>
    public static CellException Mistake(string message) => new($"error: {message}");

    /// <summary>A mistake in a call, with the place where its usage stands.</summary>
    public static CellException Misused(KubectlCommand command, string message) =>
        new($"error: {message}\nUsage: kubectl {command.Name} {command.Usage}\nSee 'kubectl {command.Name} --help' for help and examples.");
}
