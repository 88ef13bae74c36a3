namespace Learn.Course;

/// <summary>What kube-proxy's iptables mode, as of Kubernetes 1.30, makes of a belief.</summary>
public enum BeliefVerdict
{
    /// <summary>It is true.</summary>
    True,

    /// <summary>It is false.</summary>
    False,

    /// <summary>A part of it is true.</summary>
    Half,

    /// <summary>It is true in some settings and false in others.</summary>
    Depends,
}
