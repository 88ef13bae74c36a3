using System.Text.Json;
using System.Text.Json.Serialization;

namespace Learn;

/// <summary>What another process of the same user may ask of a lab, through <see cref="RemoteLab"/>.</summary>
[JsonDerivedType(typeof(Describe), "describe")]
[JsonDerivedType(typeof(Finish), "finish")]
[JsonDerivedType(typeof(FindHost), "findHost")]
[JsonDerivedType(typeof(Apply), "apply")]
[JsonDerivedType(typeof(DeleteManifests), "deleteManifests")]
[JsonDerivedType(typeof(Delete), "delete")]
[JsonDerivedType(typeof(Show), "show")]
[JsonDerivedType(typeof(Scale), "scale")]
[JsonDerivedType(typeof(Rollout), "rollout")]
[JsonDerivedType(typeof(Schedulable), "schedulable")]
[JsonDerivedType(typeof(Drain), "drain")]
[JsonDerivedType(typeof(Trace), "trace")]
[JsonDerivedType(typeof(Explain), "explain")]
[JsonDerivedType(typeof(ReadRules), "readRules")]
[JsonDerivedType(typeof(WatchSyncs), "watchSyncs")]
[JsonDerivedType(typeof(ShowSyncs), "showSyncs")]
[JsonDerivedType(typeof(Analyse), "analyse")]
[JsonDerivedType(typeof(Walk), "walk")]
[JsonDerivedType(typeof(AskDesk), "askDesk")]
public abstract record LabRequest
{
    /// <summary>Who it is. Answered with <see cref="LabReply.Description"/>.</summary>
    public sealed record Describe : LabRequest;

    /// <summary>Ends the lab, as if its owner had disposed it. Answered before it does.</summary>
    public sealed record Finish : LabRequest;

    /// <summary>The host behind a target of <c>learn exec</c>. Answered with <see cref="LabReply.Host"/>.</summary>
    /// <param name="Target">As in <see cref="Lab.ExecAsync"/>.</param>
    public sealed record FindHost(string Target) : LabRequest;

    /// <summary>Creates or updates the objects of manifests.</summary>
    /// <param name="Files">The manifests, which are read as one.</param>
    public sealed record Apply(IReadOnlyList<ManifestFile> Files) : LabRequest;

    /// <summary>Deletes the objects that manifests name.</summary>
    /// <param name="Files">The manifests.</param>
    public sealed record DeleteManifests(IReadOnlyList<ManifestFile> Files) : LabRequest;

    /// <summary>Deletes objects: those named, or those that a selector matches.</summary>
    /// <param name="Kind">Their kind, as kubectl takes it.</param>
    /// <param name="Names">Their names; empty with a selector.</param>
    /// <param name="Namespace">Their namespace.</param>
    /// <param name="Selector">Labels, <c>app=web</c>; null with names.</param>
    public sealed record Delete(string Kind, IReadOnlyList<string> Names, string Namespace, string? Selector = null) : LabRequest;

    /// <summary>Shows objects.</summary>
    /// <param name="Kinds">Their kinds, as kubectl takes them: <c>pods</c>, <c>svc,deploy</c>, <c>all</c>, <c>pod/web</c>.</param>
    /// <param name="Names">Only those; empty for all.</param>
    /// <param name="Namespace">Their namespace; null for all namespaces.</param>
    /// <param name="Selector">Only those with these labels; null for all.</param>
    /// <param name="Format">Empty for a table, <c>wide</c>, <c>yaml</c>, <c>json</c> or <c>name</c>.</param>
    public sealed record Show(string Kinds, IReadOnlyList<string> Names, string? Namespace, string? Selector = null, string Format = "") : LabRequest;

    /// <summary>Sets a number of replicas.</summary>
    /// <param name="Kind">The kind: a Deployment or a ReplicaSet.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Namespace">Its namespace.</param>
    /// <param name="Replicas">How many Pods there shall be, 0 or more.</param>
    public sealed record Scale(string Kind, string Name, string Namespace, int Replicas) : LabRequest;

    /// <summary>Asks about the rollout of a Deployment, or directs it.</summary>
    /// <param name="Action"><c>status</c>, <c>restart</c>, <c>undo</c>, <c>pause</c>, <c>resume</c>, <c>history</c>.</param>
    /// <param name="Name">The Deployment.</param>
    /// <param name="Namespace">Its namespace.</param>
    /// <param name="ToRevision">For <c>undo</c>: the revision to go back to; 0 for the one before.</param>
    public sealed record Rollout(string Action, string Name, string Namespace, long ToRevision = 0) : LabRequest;

    /// <summary>Lets new Pods come to a node, or not.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="IsSchedulable">False to cordon it, true to uncordon it.</param>
    public sealed record Schedulable(string Node, bool IsSchedulable) : LabRequest;

    /// <summary>Cordons a node and evicts its Pods.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="Force">Also Pods that nothing would create anew.</param>
    public sealed record Drain(string Node, bool Force) : LabRequest;

    /// <summary>Asks what rules of a node do.</summary>
    /// <param name="Words">The question: see <see cref="Learn.Proxy.ExplanationQuestion"/>.</param>
    /// <param name="Node">The node; null for the first.</param>
    /// <param name="IsIPv6">The family; null for the lab's first.</param>
    /// <param name="IsJson">True for JSON.</param>
    public sealed record Explain(IReadOnlyList<string> Words, string? Node, bool? IsIPv6, bool IsJson) : LabRequest;

    /// <summary>Asks for the rules of a node, with counters, as <c>iptables-save</c> prints them.</summary>
    /// <param name="Node">The node; null for the first.</param>
    /// <param name="IsIPv6">The family; null for the lab's first.</param>
    public sealed record ReadRules(string? Node, bool? IsIPv6) : LabRequest;

    /// <summary>Waits for syncs of kube-proxy. Answered with them, and with <see cref="LabReply.Cursor"/> for the next question.</summary>
    /// <param name="After">The cursor of the last answer; null to begin: then the answer is the cursor of now.</param>
    /// <param name="Node">The node; null for all.</param>
    /// <param name="Json">True for a line of JSON for each.</param>
    public sealed record WatchSyncs(long? After, string? Node = null, bool Json = false) : LabRequest;

    /// <summary>Shows the syncs that are kept, or one of them beside the one before.</summary>
    /// <param name="Node">The node; null for all.</param>
    /// <param name="Number">The number of the one to show; null for a table of all.</param>
    /// <param name="Payload">True for the bytes that iptables-restore read, and nothing else.</param>
    /// <param name="Json">True for a line of JSON for each.</param>
    public sealed record ShowSyncs(string? Node = null, long? Number = null, bool Payload = false, bool Json = false) : LabRequest;

    /// <summary>Sends requests with curl and analyses where they ended.</summary>
    /// <param name="Url">What curl fetches.</param>
    /// <param name="Count">Number of requests from each place.</param>
    /// <param name="From">The places, one after the other; empty for the toolbox.</param>
    /// <param name="Power">In which share of all runs a deviation shall be noticed.</param>
    /// <param name="Deviation">The deviation that is asked about: 0.1 is a tenth of an end's share.</param>
    /// <param name="Json">True for JSON.</param>
    public sealed record Analyse(string Url, int Count, IReadOnlyList<string> From, double Power, double Deviation, bool Json = false) : LabRequest;

    /// <summary>Predicts what happens to a packet: <see cref="Lab.WalkAsync"/>.</summary>
    /// <param name="Target">The target.</param>
    /// <param name="From">Where it is sent; null for the toolbox.</param>
    /// <param name="Protocol">The protocol if the target does not say it; null for TCP.</param>
    /// <param name="IsJson">Answered with JSON instead of text.</param>
    public sealed record Walk(string Target, string? From, string? Protocol, bool IsJson) : LabRequest;

    /// <summary>Sends one real request and traces it.</summary>
    /// <param name="Target">A URL, or <c>udp://NAME:PORT</c>.</param>
    /// <param name="From">Where it is sent from; null for the toolbox.</param>
    /// <param name="AsJson">True for JSON instead of text.</param>
    public sealed record Trace(string Target, string? From = null, bool AsJson = false) : LabRequest;

    /// <summary>Asks what the holder of the lab answers, not the lab itself: <see cref="LabOptions.Desks"/>. Answered with <see cref="LabReply.Answer"/>.</summary>
    /// <param name="Desk">The name of the desk.</param>
    /// <param name="Question">The question, as the two agreed on it.</param>
    public sealed record AskDesk(string Desk, JsonElement Question) : LabRequest;
}
