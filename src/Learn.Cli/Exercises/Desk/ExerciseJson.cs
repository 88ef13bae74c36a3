using System.Text.Json.Serialization;

namespace Learn.Cli.Exercises.Desk;

/// <summary>Serializers made at compile time: they cost no start-up.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExerciseQuestion))]
[JsonSerializable(typeof(ExerciseAnswer))]
internal sealed partial class ExerciseJson : JsonSerializerContext;
