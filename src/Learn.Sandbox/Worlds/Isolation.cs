namespace Learn.Sandbox;

/// <summary>How a world is kept apart from the machine: the rungs of the ladder, best first.</summary>
public enum Isolation
{
    /// <summary>A user namespace of its own: needs no root at all.</summary>
    UserNamespace,

    /// <summary>Network, mount and process namespaces made with the rights of root (SYS_ADMIN and NET_ADMIN), without a user namespace.</summary>
    Root,
}
