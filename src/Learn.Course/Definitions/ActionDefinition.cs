namespace Learn.Course;

/// <summary>
/// Something done to a lab: in a start state, in an attempt, or by a check that changes the world. Exactly one of <see cref="Apply"/> to
/// <see cref="Hold"/> is given. Each knows how to be undone, but for <see cref="Run"/>, which says so itself.
/// </summary>
public sealed record ActionDefinition
{
    /// <summary>Applies a manifest: a file relative to where this is written, or the manifest itself if it has several lines.</summary>
    public string? Apply { get; init; }

    /// <summary>Deletes an object: <c>service/web</c>, <c>pod/shop/web-1</c> in another namespace.</summary>
    public string? Delete { get; init; }

    /// <summary>False: <see cref="Delete"/> does not wait until the object is gone, so that a Pod lingers in its preStop pause. Such a deletion cannot be undone.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>Scales: <c>deployment/web</c>, together with <see cref="Replicas"/>.</summary>
    public string? Scale { get; init; }

    /// <summary>The number of replicas for <see cref="Scale"/>.</summary>
    public string? Replicas { get; init; }

    /// <summary>Makes a Pod fail its readiness: <c>pod/web-1</c>. Or the first Pod of a Service: <c>service/web</c>.</summary>
    public string? Unready { get; init; }

    /// <summary>Makes it ready again.</summary>
    public string? Ready { get; init; }

    /// <summary>A Pod in which something goes wrong: <c>pod/web-1</c>, together with <see cref="How"/>.</summary>
    public string? Fault { get; init; }

    /// <summary>What goes wrong: <c>refuse</c>, <c>drop</c>, <c>hang</c>, <c>crash</c>, <c>error</c>; <c>heal</c> ends it.</summary>
    public string? How { get; init; }

    /// <summary>A shell command, or a script of several lines, as root in a host of the lab.</summary>
    public string? Run { get; init; }

    /// <summary>Where <see cref="Run"/> runs or <see cref="Hold"/> sends from: <c>node/node-1</c>, <c>client</c>, <c>pod/web-1</c>. Default <c>node/node-1</c> and <c>toolbox</c>.</summary>
    public string? On { get; init; }

    /// <summary>The shell command that undoes <see cref="Run"/>; null if nothing needs to be.</summary>
    public string? Undo { get; init; }

    /// <summary>Stops kube-proxy on a node (<c>node-1</c>), or on all (<c>all</c>): its rules stay.</summary>
    public string? StopProxy { get; init; }

    /// <summary>Starts it again, with the full sync of every start.</summary>
    public string? StartProxy { get; init; }

    /// <summary>Opens a connection (<c>http://web</c>) or a flow of datagrams from one port (<c>udp://web:53</c>), and keeps it under the name <see cref="As"/>.</summary>
    public string? Hold { get; init; }

    /// <summary>The name of what <see cref="Hold"/> keeps.</summary>
    public string? As { get; init; }

    /// <summary>Where it is done: the namespace of objects. Default <c>default</c>.</summary>
    public string? Namespace { get; init; }
}
