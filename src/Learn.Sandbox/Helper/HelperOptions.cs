namespace Learn.Sandbox;

/// <summary>What the launcher tells the helper, as its arguments.</summary>
/// <param name="Isolation">The rung on which it stands.</param>
/// <param name="MachineNetwork">Identity of the caller's network namespace, in which the helper refuses to work.</param>
/// <param name="Backend">The only iptables backend to try, or null.</param>
/// <param name="WithoutMounts">Whether to act as where mounts are refused.</param>
internal sealed record HelperOptions(Isolation Isolation, string MachineNetwork, IptablesBackend? Backend, bool WithoutMounts)
{
    private const string Verb = "helper";

    /// <summary>The arguments.</summary>
    public IReadOnlyList<string> ToArguments() => [Verb, Isolation.ToString(), MachineNetwork, Backend?.ToString() ?? "", WithoutMounts.ToString()];

    /// <summary>The options that some arguments mean, or null if they mean none.</summary>
    public static HelperOptions? Parse(IReadOnlyList<string> arguments) =>
        arguments is [Verb, var isolation, var network, var backend, var withoutMounts]
            && bool.TryParse(withoutMounts, out var without)
            && Enum.TryParse<Isolation>(isolation, out var rung)
            && (backend.Length == 0 || Enum.IsDefined(typeof(IptablesBackend), backend))
            ? new HelperOptions(rung, network, backend.Length == 0 ? null : Enum.Parse<IptablesBackend>(backend), without)
            : null;
}
