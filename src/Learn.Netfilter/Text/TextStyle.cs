namespace Learn.Netfilter;

/// <summary>The two ways in which the same rule is written.</summary>
public enum TextStyle
{
    /// <summary>
    /// As <c>iptables-save</c> prints it: addresses, interfaces and protocol first, every default spelled out, numbers as the kernel
    /// keeps them.
    /// </summary>
    Save,

    /// <summary>As kube-proxy writes it for <c>iptables-restore</c>: everything in the order given, defaults left out.</summary>
    Restore,
}
