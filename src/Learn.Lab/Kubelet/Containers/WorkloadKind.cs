namespace Learn;

/// <summary>What answers in the place of a pod's images, as the annotation <c>learn/workload</c> says.</summary>
internal enum WorkloadKind
{
    /// <summary>No annotation: HTTP on TCP ports, except for those whose name starts with <c>tcp</c>; datagrams on UDP ports.</summary>
    Ports,

    /// <summary><c>tcp</c>: a line echo on every TCP port; datagrams on UDP ports.</summary>
    TcpEcho,

    /// <summary><c>dns</c>: nothing; the lab's DNS server takes the ports.</summary>
    Dns,
}
