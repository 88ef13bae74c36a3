namespace Learn;

/// <summary>The fields of a document of <c>kind: Lab</c>, as they are written.</summary>
internal sealed class LabDocument
{
    public string? ApiVersion { get; set; }

    public string? Kind { get; set; }

    public MetadataSection? Metadata { get; set; }

    public SpecSection? Spec { get; set; }

    internal sealed class MetadataSection
    {
        public string? Name { get; set; }
    }

    internal sealed class SpecSection
    {
        public int? NodeCount { get; set; }

        public IList<NodeSection>? Nodes { get; set; }

        public IList<string>? Zones { get; set; }

        public IList<string>? Clients { get; set; }

        public IList<string>? IpFamilies { get; set; }

        public IList<string>? PodCIDRs { get; set; }

        public IList<string>? ServiceCIDRs { get; set; }

        public IList<string>? NodeCIDRs { get; set; }

        public IList<string>? LoadBalancerCIDRs { get; set; }

        public string? IptablesBackend { get; set; }

        public bool? ClusterDns { get; set; }

        public string? NodeMonitorGracePeriod { get; set; }

        public string? HealthCheckPeriod { get; set; }

        public string? CrashBackoff { get; set; }

        public string? Patience { get; set; }

        public int? Seed { get; set; }
    }

    internal sealed class NodeSection
    {
        public string? Name { get; set; }

        public string? Zone { get; set; }

        public IDictionary<string, string>? Labels { get; set; }
    }
}
