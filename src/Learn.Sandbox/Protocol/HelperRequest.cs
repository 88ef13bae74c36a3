using System.Text.Json;
using System.Text.Json.Serialization;

namespace Learn.Sandbox;

/// <summary>What a caller asks of the helper process. Each question has a connection of its own, as a command has.</summary>
[JsonDerivedType(typeof(Describe), "describe")]
[JsonDerivedType(typeof(AddHosts), "addHosts")]
[JsonDerivedType(typeof(RemoveHosts), "removeHosts")]
[JsonDerivedType(typeof(ListHosts), "listHosts")]
[JsonDerivedType(typeof(ConnectHosts), "connectHosts")]
[JsonDerivedType(typeof(GetSysctl), "getSysctl")]
[JsonDerivedType(typeof(SetSysctl), "setSysctl")]
[JsonDerivedType(typeof(WriteFile), "writeFile")]
[JsonDerivedType(typeof(Listen), "listen")]
[JsonDerivedType(typeof(StopListening), "stopListening")]
[JsonDerivedType(typeof(ListenAgain), "listenAgain")]
[JsonDerivedType(typeof(SetBehaviour), "setBehaviour")]
[JsonDerivedType(typeof(CloseResponder), "closeResponder")]
[JsonDerivedType(typeof(OpenListener), "openListener")]
[JsonDerivedType(typeof(OpenSocket), "openSocket")]
[JsonDerivedType(typeof(OpenTraceSocket), "openTraceSocket")]
[JsonDerivedType(typeof(OpenRuleSocket), "openRuleSocket")]
[JsonDerivedType(typeof(ListInterfaces), "listInterfaces")]
[JsonDerivedType(typeof(RunCommand), "runCommand")]
internal abstract record HelperRequest
{
    /// <summary>Waits until the world is ready; answered with a description.</summary>
    internal sealed record Describe : HelperRequest;

    internal sealed record AddHosts(IReadOnlyList<string> Names) : HelperRequest;

    internal sealed record RemoveHosts(IReadOnlyList<string> Names) : HelperRequest;

    /// <summary>Answered with names.</summary>
    internal sealed record ListHosts : HelperRequest;

    internal sealed record ConnectHosts(IReadOnlyList<LinkSpec> Links) : HelperRequest;

    /// <summary>Answered with a text, or null where there is no such sysctl.</summary>
    internal sealed record GetSysctl(string Host, string Key) : HelperRequest;

    /// <summary>Answered with null if it was set, else with the reason.</summary>
    internal sealed record SetSysctl(string Host, string Key, string Value) : HelperRequest;

    /// <summary>Answered with null if it was written, else with the reason.</summary>
    internal sealed record WriteFile(string Host, string Path, string Content) : HelperRequest;

    /// <summary>Answered with the responder.</summary>
    internal sealed record Listen(string Host, ResponderRequest Responder) : HelperRequest;

    internal sealed record StopListening(int Responder) : HelperRequest;

    internal sealed record ListenAgain(int Responder) : HelperRequest;

    /// <summary>
    /// The behaviour is a JSON text within the JSON: the serializers of all questions are made ready with the first of them, at every start, and those of a
    /// behaviour's numbers would be made for nothing.
    /// </summary>
    internal sealed record SetBehaviour(int Responder, string Behaviour) : HelperRequest
    {
        public static SetBehaviour Of(int responder, ResponderBehaviour behaviour) =>
            new(responder, JsonSerializer.Serialize(behaviour, ProtocolJson.Default.ResponderBehaviour));

        public ResponderBehaviour Read() => JsonSerializer.Deserialize(Behaviour, ProtocolJson.Default.ResponderBehaviour) ?? ResponderBehaviour.Normal;
    }

    internal sealed record CloseResponder(int Responder) : HelperRequest;

    /// <summary>A listening TCP socket in a host, for the caller to serve: handed over with one byte after the answer.</summary>
    internal sealed record OpenListener(string Host, string Address, int Port) : HelperRequest;

    /// <summary>A socket made in a host, neither bound nor connected: handed over with one byte after the answer. The numbers are those of .NET's enumerations.</summary>
    internal sealed record OpenSocket(string Host, int Family, int Type, int Protocol) : HelperRequest;

    /// <summary>A socket from which the trace of a host's packets is read: handed over with one byte after the answer.</summary>
    internal sealed record OpenTraceSocket(string Host) : HelperRequest;

    /// <summary>A socket from which the rules of a host are read, with their handles: handed over with one byte after the answer.</summary>
    internal sealed record OpenRuleSocket(string Host, int Family) : HelperRequest;

    /// <summary>Answered with names, each after its number and a space.</summary>
    internal sealed record ListInterfaces(string Host) : HelperRequest;

    /// <summary>
    /// A command; its standard streams were handed over with the first byte, or the socket that shall be joined to its terminal. Answered at its start,
    /// and with an <see cref="CommandEnd"/> at its end.
    /// </summary>
    internal sealed record RunCommand(
        string Host,
        IReadOnlyList<string> Arguments,
        IReadOnlyDictionary<string, string?>? Environment,
        string WorkingDirectory,
        TerminalSize? Terminal = null) : HelperRequest;
}

/// <summary>The helper's answer: a failure in words, or the one thing that the question was about.</summary>
internal sealed record HelperReply
{
    /// <summary>What went wrong; null if nothing.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether it went wrong because there is no such program.</summary>
    public bool IsMissingProgram { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    public WorldDescription? Description { get; init; }

    public ResponderDescription? Responder { get; init; }
}

/// <summary>How a command ended.</summary>
internal sealed record CommandEnd(int ExitCode, int? Signal);

/// <summary>Serializers made at compile time: they cost no start-up.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HelperRequest))]
[JsonSerializable(typeof(HelperReply))]
[JsonSerializable(typeof(CommandEnd))]
[JsonSerializable(typeof(ResponderBehaviour))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
