using System.Diagnostics;

namespace Learn.Cli.Bench;

/// <summary>What a lab must leave as it was: the machine's rules, interfaces, addresses, routes, named namespaces and network sysctls.</summary>
internal sealed record MachineSnapshot(IReadOnlyDictionary<string, string> Parts)
{
    private static readonly (string Name, string[] Command)[] Commands =
    [
        ("interfaces", ["ip", "-o", "-d", "link"]),
        ("addresses", ["ip", "-o", "address"]),
        ("routes", ["ip", "route", "show", "table", "all"]),
        ("IPv4 rules", ["iptables-save"]),
        ("IPv6 rules", ["ip6tables-save"]),
        ("nftables rules", ["nft", "list", "ruleset"]),
    ];

    /// <summary>Takes a snapshot.</summary>
    public static async Task<MachineSnapshot> TakeAsync(CancellationToken cancellationToken)
    {
        var parts = new Dictionary<string, string>();
        foreach (var (name, command) in Commands)
        {
            parts[name] = await OutputOfAsync(command, cancellationToken);
        }

        parts["sysctls"] = string.Join('\n', Sysctls("/proc/sys/net").Order(StringComparer.Ordinal));
        parts["named namespaces"] = Directory.Exists("/run/netns") ? string.Join('\n', Directory.EnumerateFileSystemEntries("/run/netns").Order(StringComparer.Ordinal)) : "";
        return new MachineSnapshot(parts);
    }

    /// <summary>The parts that differ from an earlier snapshot, with the lines that came and went.</summary>
    public IReadOnlyList<string> DifferencesTo(MachineSnapshot earlier)
        => [.. from part in Parts
               let before = earlier.Parts[part.Key]
               where part.Value != before
               let came = part.Value.Split('\n').Except(before.Split('\n')).Select(line => $"+ {line}")
               let went = before.Split('\n').Except(part.Value.Split('\n')).Select(line => $"- {line}")
               select $"{part.Key}: {string.Join("; ", came.Concat(went).Take(10))}"];

    private static async Task<string> OutputOfAsync(string[] command, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        // Without root the machine's rules cannot be read; that they cannot be written either is then the kernel's promise.
        // (Lines with "#" hold the time.)
        return process.ExitCode == 0
            ? string.Join('\n', output.Split('\n').Where(line => !line.StartsWith('#')))
            : $"not readable: {await error}";
    }

    private static IEnumerable<string> Sysctls(string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
        {
            // A count and not a setting: the machine's own connections.
            if (!file.EndsWith("/nf_conntrack_count", StringComparison.Ordinal))
            {
                yield return $"{file} = {ReadOrNothing(file)}";
            }
        }
    }

    private static string ReadOrNothing(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
