using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>Packets that are really sent, and what must become of them.</summary>
public sealed record TrafficCheckDefinition
{
    /// <summary>A URL, <c>http://web:8080/path</c>, or the target of datagrams, <c>udp://web:53</c>.</summary>
    public string To { get; init; } = "";

    /// <summary>Where they are sent from: <c>toolbox</c> (the default), <c>client</c>, <c>node/node-1</c>, <c>pod/web-1</c>.</summary>
    public string From { get; init; } = "toolbox";

    /// <summary>How many requests; default 1, or with shares as many as tell a difference of a tenth (600).</summary>
    public string? Count { get; init; }

    /// <summary>How each must end: <c>answered</c> (the default), <c>refused</c>, <c>timeout</c>, or <c>any</c>.</summary>
    public string Ends { get; init; } = "answered";

    /// <summary>Who must answer: all of these, and nobody else. Names of Pods, or a selector (<c>app=web</c>). Empty: anybody.</summary>
    public ImmutableArray<string> By { get; init; } = [];

    /// <summary>How many different Pods must answer, whichever they are; null for any number.</summary>
    public string? Pods { get; init; }

    /// <summary>The share of each: a Pod (or <c>refused</c>, <c>timeout</c>) and its percentage; held against what came by a goodness-of-fit test.</summary>
    public ImmutableSortedDictionary<string, string> Shares { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>True: all who answer have the same share.</summary>
    public bool Even { get; init; }

    /// <summary>The source address that the Pod must see: an address, <c>own</c> (the sender's), <c>node/NAME</c> (one of that node's), or <c>changed</c> (any but the sender's). Null: any.</summary>
    public string? Source { get; init; }

    /// <summary>The HTTP status that must come; null for any.</summary>
    public string? Status { get; init; }

    /// <summary>True: all requests over one connection.</summary>
    public bool KeepAlive { get; init; }

    /// <summary><c>IPv4</c> or <c>IPv6</c>; null for what the name gives.</summary>
    public string? Family { get; init; }
}
