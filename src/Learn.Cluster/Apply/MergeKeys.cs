namespace Learn.Cluster;

/// <summary>By which fields the elements of a list are told apart when manifests are merged; all other lists are replaced as a whole.
/// (Source: Kubernetes API reference, patch merge keys; for the ports of Services and containers the keys of server-side apply, which
/// include the protocol, so that one port may stand there for TCP and for UDP.)</summary>
internal static class MergeKeys
{
    private static readonly Dictionary<(string Type, string Field), string[]> Keys = new()
    {
        [("V1ServiceSpec", "ports")] = ["port", "protocol"],
        [("V1PodSpec", "containers")] = ["name"],
        [("V1PodSpec", "initContainers")] = ["name"],
        [("V1PodSpec", "volumes")] = ["name"],
        [("V1PodSpec", "imagePullSecrets")] = ["name"],
        [("V1PodSpec", "hostAliases")] = ["ip"],
        [("V1PodSpec", "topologySpreadConstraints")] = ["topologyKey", "whenUnsatisfiable"],
        [("V1Container", "ports")] = ["containerPort", "protocol"],
        [("V1Container", "env")] = ["name"],
        [("V1Container", "volumeMounts")] = ["mountPath"],
        [("V1Container", "volumeDevices")] = ["devicePath"],
        [("V1ObjectMeta", "ownerReferences")] = ["uid"],
        [("V1NodeStatus", "addresses")] = ["type"],
        [("V1NodeStatus", "conditions")] = ["type"],
        [("V1PodStatus", "conditions")] = ["type"],
        [("V1DeploymentStatus", "conditions")] = ["type"],
        [("V1ReplicaSetStatus", "conditions")] = ["type"],
    };

    /// <summary>Values of keys that may be left out.</summary>
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal) { ["protocol"] = "TCP" };

    /// <summary>Whether a map of the manifest replaces the fields beside it that the manifest does not name: the parameters of one
    /// strategy make no sense for another one. (Source: Kubernetes API reference, patch strategy retainKeys.)</summary>
    public static bool RetainsOnlyGivenFields(TypeSchema schema, string field) => (schema.Type.Name, field) == ("V1DeploymentSpec", "strategy");

    public static string[]? Find(TypeSchema schema, string field) => Keys.GetValueOrDefault((schema.Type.Name, field));

    /// <summary>What identifies an element; elements without such a value have none.</summary>
    public static string? Identify(object? element, string[] keys)
    {
        if (element is not SortedDictionary<string, object?> map)
        {
            return null;
        }

        var parts = keys.Select(key => map.GetValueOrDefault(key)?.ToString() ?? Defaults.GetValueOrDefault(key)).ToArray();
        return parts.Contains(null) ? null : string.Join('\0', parts);
    }
}
