namespace Learn;

/// <summary>
/// The resolver configuration of a host that can ask nobody. The machine's own would name a server that is out of reach from inside
/// the lab, and every unknown name would cost the full patience of the resolver instead of failing at once.
/// </summary>
internal static class ResolverFile
{
    /// <summary>Where it is.</summary>
    public const string Path = "/etc/resolv.conf";

    /// <summary>Nobody listens there, so the answer "refused" comes at once.</summary>
    public const string Text = "# Written by the lab: names come from /etc/hosts here.\nnameserver 127.0.0.1\noptions timeout:1 attempts:1\n";
}
