namespace Learn.Sandbox;

/// <summary>Environment variables that the launcher sets for the helper process and that its commands must not inherit.</summary>
internal static class HelperEnvironment
{
    /// <summary>Names and values.</summary>
    public static readonly IReadOnlyDictionary<string, string> Variables = new Dictionary<string, string>
    {
        // Otherwise the runtime makes a socket in /tmp, which a killed helper would leave behind.
        ["DOTNET_EnableDiagnostics"] = "0",
    };
}
