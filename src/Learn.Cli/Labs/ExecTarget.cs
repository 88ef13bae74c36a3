using Learn.Sandbox;

namespace Learn.Cli.Labs;

/// <summary>Finds the host that a target of <c>learn exec</c> means.</summary>
internal static class ExecTarget
{
    /// <summary>
    /// Looks among the hosts of the lab's world, which needs nobody but the lab's helper; and asks the lab itself about what is no host of its own
    /// (a Pod on its node's network, a short name), and for what there is instead.
    /// </summary>
    /// <exception cref="LabException">There is no such place; the message lists those that exist.</exception>
    public static async Task<Host> FindAsync(World world, string target, CancellationToken cancellationToken)
    {
        var hosts = await world.GetHostsAsync(cancellationToken);
        string full = target.Split('/') is ["pod", var pod] ? $"pod/{Lab.DefaultNamespace}/{pod}" : target;
        if (hosts.FirstOrDefault(host => host.Name == full) is { } found)
        {
            return found;
        }

        if (await RemoteLab.FindAsync(world.Name, cancellationToken) is not { } lab)
        {
            throw new LabException($"There is no \"{target}\" in this lab. There are: {string.Join(", ", hosts.Select(host => host.Name))}.");
        }

        var reply = await lab.AskAsync(new LabRequest.FindHost(target), cancellationToken);
        return reply.Host is { } name ? world.GetHost(name) : throw new LabException(reply.Error.TrimEnd());
    }
}
