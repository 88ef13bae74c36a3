namespace Learn.Notebook.Kubectl;

/// <summary>What the arguments of a command name, so that they can be completed.</summary>
internal enum ArgumentSort
{
    /// <summary>Nothing that is known.</summary>
    None,

    /// <summary>Kinds, then names; or KIND/NAME.</summary>
    Objects,

    /// <summary>Kinds that have templates of Pods, then names.</summary>
    Workloads,

    /// <summary>Names of nodes.</summary>
    Nodes,

    /// <summary>Names of Pods.</summary>
    Pods,

    /// <summary>A kind with the path of a field: <c>service.spec.ports</c>.</summary>
    FieldPath,
}
