using System.Text.Json;
using System.Text.Json.Serialization;

namespace Learn.Sandbox;

/// <summary>What the launcher tells the helper, as its one argument.</summary>
/// <param name="Isolation">The rung on which it stands.</param>
/// <param name="MachineNetwork">Identity of the caller's network namespace, in which the helper refuses to work.</param>
/// <param name="Backend">The only iptables backend to try, or null.</param>
internal sealed record HelperOptions(Isolation Isolation, string MachineNetwork, IptablesBackend? Backend)
{
    /// <summary>First argument of the helper.</summary>
    public const string Verb = "helper";

    public static HelperOptions Parse(string text) => JsonSerializer.Deserialize(text, HelperJson.Default.HelperOptions) ?? throw new JsonException("The options are null.");

    public override string ToString() => JsonSerializer.Serialize(this, HelperJson.Default.HelperOptions);
}

/// <summary>Serializers made at compile time: they cost no start-up.</summary>
[JsonSerializable(typeof(HelperOptions))]
internal sealed partial class HelperJson : JsonSerializerContext;
