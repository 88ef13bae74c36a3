namespace Learn.Cluster;

/// <summary>How a patch is to be read: the types of <c>kubectl patch --type</c>.</summary>
public enum PatchType
{
    /// <summary><c>strategic</c>: lists whose elements have a key (containers, ports) are merged element by element; <c>$patch: delete</c> and
    /// <c>$patch: replace</c> say otherwise.</summary>
    Strategic,

    /// <summary><c>merge</c> (RFC 7386): maps are merged, lists replaced, null removes.</summary>
    Merge,

    /// <summary><c>json</c> (RFC 6902): a list of operations add, remove, replace, move, copy and test.</summary>
    Json,
}
