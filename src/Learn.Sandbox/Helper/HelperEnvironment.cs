namespace Learn.Sandbox;

/// <summary>Environment variables that the launcher sets for the helper process and that its commands must not inherit.</summary>
internal static class HelperEnvironment
{
    /// <summary>Names and values.</summary>
    public static readonly IReadOnlyDictionary<string, string> Variables = new Dictionary<string, string>
    {
        // Otherwise the runtime makes a socket in /tmp, which a killed helper would leave behind.
        ["DOTNET_EnableDiagnostics"] = "0",

        // No second compilation of what is called often: its background thread may be started by a thread that is inside a host, and would keep the namespace of
        // a removed host alive. The helper mostly waits; quickly made code is enough for it.
        ["DOTNET_TC_CallCounting"] = "0",
    };
}
