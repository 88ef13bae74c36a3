using Learn.Sandbox;

namespace Learn;

/// <summary>Shows the packets of a capture as tcpdump prints them.</summary>
internal static class PacketText
{
    /// <summary>The packets, one a line: time, interface, direction, addresses, and what the protocol says.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(Host host, string file, CancellationToken cancellationToken)
    {
        var input = await File.ReadAllBytesAsync(file, cancellationToken);
        var result = (await host.RunAsync(["tcpdump", "-n", "-Z", "root", "-r", "-"], new CommandOptions { StandardInput = input }, cancellationToken)).EnsureSucceeded();
        return result.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
