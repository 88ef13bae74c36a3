using Learn.Sandbox;

namespace Learn.Tests.Parity;

/// <summary>The world of the parity tests.</summary>
internal static class ParityWorld
{
    /// <summary>Starts it; as root where that goes, because an ordinary user's kernel takes no ruleset of thousand endpoints at once.</summary>
    public static async Task<World> StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            try
            {
                return await World.StartAsync(new WorldOptions { Isolation = Isolation.Root }, cancellationToken);
            }
            catch (SandboxUnavailableException)
            {
                // Then as an ordinary user would.
            }
        }

        return await World.StartAsync(cancellationToken: cancellationToken);
    }
}
