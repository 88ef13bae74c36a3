namespace Learn.Netfilter;

/// <summary>What a <see cref="ConnmarkTarget"/> does.</summary>
public enum ConnmarkOperation
{
    /// <summary>Changes the mark of the connection: <c>--set-xmark</c>.</summary>
    Set,

    /// <summary>Copies the mark of the packet to the connection: <c>--save-mark</c>.</summary>
    Save,

    /// <summary>Copies the mark of the connection to the packet: <c>--restore-mark</c>.</summary>
    Restore,
}
