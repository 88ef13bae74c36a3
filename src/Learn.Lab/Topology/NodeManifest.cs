namespace Learn;

/// <summary>The Node object of a node, as a kubelet would register it.</summary>
internal static class NodeManifest
{
    /// <summary>The object as YAML.</summary>
    public static string Of(LabNode node) => $"""
        apiVersion: v1
        kind: Node
        metadata:
          name: {node.Name}
          labels:
            kubernetes.io/hostname: {node.Name}
            kubernetes.io/os: linux
        spec:
          podCIDR: {node.PodCidr}
          podCIDRs: ["{node.PodCidr}"]
        status:
          addresses:
            - type: InternalIP
              address: {node.Address}
            - type: Hostname
              address: {node.Name}
          conditions:
            - type: Ready
              status: "True"
        """;
}
