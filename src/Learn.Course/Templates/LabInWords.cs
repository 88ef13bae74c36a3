using Fluid.Values;

namespace Learn.Course;

/// <summary>No lab is at hand, and a reader is served better by words than by an error: <c>the cluster IP of web</c>.</summary>
internal sealed class LabInWords : ILabQuestions
{
    /// <inheritdoc/>
    public FluidValue Answer(string filter, string subject, IReadOnlyList<string> arguments)
    {
        string what = filter switch
        {
            LabFilters.Pods => $"the Pods with {subject}",
            LabFilters.EndpointChain => $"the KUBE-SEP chain of {subject}",
            LabFilters.ServiceChain => $"the KUBE-SVC chain of {subject}",
            LabFilters.BalancerIp => $"the load balancer's address of {subject}",
            LabFilters.ClusterIp => $"the cluster IP of {subject}",
            LabFilters.PodIp or LabFilters.NodeIp => $"the address of {subject}",
            LabFilters.NodeOf => $"the node of {subject}",
            _ => $"the {filter.Replace('_', ' ')} of {subject}",
        };
        return filter is LabFilters.Pods or LabFilters.Endpoints ? new ArrayValue([new StringValue($"({what})")]) : new StringValue($"({what})");
    }
}
