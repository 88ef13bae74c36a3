using System.Text.Json.Serialization;

namespace Learn;

/// <summary>Serializers made at compile time: they cost no start-up.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LabRequest))]
[JsonSerializable(typeof(LabReply))]
internal sealed partial class RemoteJson : JsonSerializerContext;
