using Learn.Sandbox;

namespace Learn;

/// <summary>Sysctls without which a lab would not work.</summary>
internal static class HostSysctls
{
    /// <summary>Sets a sysctl, or finds that it has the value already (a new namespace inherits some from the machine).</summary>
    /// <returns>False if it has another value and cannot be set.</returns>
    public static async Task<bool> TryEnsureSysctlAsync(this Host host, string key, string value, CancellationToken cancellationToken)
        => await host.TrySetSysctlAsync(key, value, cancellationToken)
            || await host.GetSysctlAsync(key, cancellationToken) == value;

    /// <summary>Makes sure of a sysctl that the lab cannot do without.</summary>
    /// <exception cref="LabException">It has another value and cannot be set.</exception>
    public static async Task RequireSysctlAsync(this Host host, string key, string value, string consequence, CancellationToken cancellationToken)
    {
        if (!await host.TryEnsureSysctlAsync(key, value, cancellationToken))
        {
            throw new LabException(
                $"{host.Name}: the sysctl {key} is not {value} and cannot be set, because /proc/sys is read-only here: {consequence}. "
                + $"Set it on the machine before the lab starts (a new namespace inherits it), or start the container with systempaths=unconfined.");
        }
    }
}
