namespace Learn.Cli.Labs;

/// <summary>A lab that runs, as its keeper hands it back to <c>learn up</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Nodes">Its nodes.</param>
/// <param name="Clients">The hosts outside the cluster.</param>
/// <param name="Pod">One of its Pods, to show how to use it: <c>pod/web-1</c>; null if it has none.</param>
/// <param name="Service">One of its Services, as a URL; null if it has none.</param>
internal sealed record LabReady(string Name, IReadOnlyList<string> Nodes, IReadOnlyList<string> Clients, string? Pod, string? Service)
{
    /// <summary>Describes a lab.</summary>
    public static LabReady Of(Lab lab)
    {
        var pods = lab.List<k8s.Models.V1Pod>(Lab.DefaultNamespace);
        var service = lab.List<k8s.Models.V1Service>(Lab.DefaultNamespace).FirstOrDefault(one => one.Spec.Ports is { Count: > 0 } && one.Metadata.Name != "kubernetes");
        int? port = service?.Spec.Ports[0].Port;
        return new LabReady(
            lab.Name,
            [.. lab.Nodes.Select(node => node.Name)],
            [.. lab.Options.Clients],
            pods.Count == 0 ? null : $"pod/{pods[0].Metadata.Name}",
            service is null ? null : $"http://{service.Metadata.Name}{(port == 80 ? "" : $":{port}")}");
    }

    /// <summary>How to use it.</summary>
    public override string ToString()
    {
        string which = Nodes.Count switch
        {
            1 => Nodes[0],
            <= 5 => string.Join(", ", Nodes),
            _ => $"{Nodes.Count} nodes, {Nodes[0]} to {Nodes[^1]}",
        };
        return $"""
            The lab "{Name}" is up: {which}{(Clients.Count == 0 ? "" : $"; outside the cluster: {string.Join(", ", Clients)}")}.

              ./learn exec toolbox -- curl -s {Service ?? "http://my-service"}
              ./learn exec {Pod ?? $"node/{Nodes[0]}"}
              ./learn get pods,services -o wide
              ./learn apply -f FILE
              ./learn down {Name}

            With more than one lab, --lab {Name} says which.
            """;
    }
}
