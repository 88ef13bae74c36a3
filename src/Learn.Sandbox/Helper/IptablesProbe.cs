using System.Text.RegularExpressions;

namespace Learn.Sandbox;

/// <summary>Finds out which iptables works, by restoring small payloads in a namespace that is thrown away.</summary>
internal sealed partial class IptablesProbe(HostTable hosts, ToolRunner tools, string searchPath)
{
    private static readonly string[] Tables = ["mangle", "filter", "nat"];

    /// <summary>Tries the backends in order of preference.</summary>
    /// <param name="only">The only one to try, or null.</param>
    public async Task<IptablesFinding> FindAsync(IptablesBackend? only)
    {
        var failures = new List<string>();
        foreach (var backend in only is { } one ? [one] : new[] { IptablesBackend.NfTables, IptablesBackend.Legacy })
        {
            var finding = await TryAsync(backend, failures);
            if (finding is not null)
            {
                return finding with { Remarks = [.. finding.Remarks, .. failures.Select(failure => $"Not used: {failure}")] };
            }
        }

        return new IptablesFinding(null, null, null, failures);
    }

    private async Task<IptablesFinding?> TryAsync(IptablesBackend backend, List<string> failures)
    {
        var label = backend == IptablesBackend.NfTables ? "iptables with nf_tables" : "iptables with the legacy backend";
        using var scratch = await hosts.MakeAsync("probe");
        var (programs, version) = await ProgramsAsync(scratch, "iptables", backend);
        if (programs is null)
        {
            failures.Add($"{label} is not installed ({Programs.Remedy("iptables")}).");
            return null;
        }

        var six = ProbeFamilyAsync(scratch, "ip6tables", backend);
        var (tables, problem) = await TablesAsync(scratch, programs.Restore);
        var (programs6, tables6, problem6) = await six;
        if (!tables.Contains("nat") || !tables.Contains("filter"))
        {
            failures.Add($"{label} does not work here: {problem}. The kernel may lack its modules: on the machine itself, run \"modprobe "
                + (backend == IptablesBackend.NfTables ? "nft_compat nf_tables nft_chain_nat\"" : "iptable_nat iptable_filter\"") + " as root.");
            return null;
        }

        var remarks = new List<string>();
        var missing6 = Tables.Except(tables6).ToArray();
        if (missing6.Length > 0)
        {
            remarks.Add($"IPv6 rules are limited: ip6tables cannot use the table {string.Join(", ", missing6)} here ({problem6}).");
        }

        return new IptablesFinding(
            new IptablesReport { Backend = backend, Version = version, TablesIPv4 = tables, TablesIPv6 = tables6 },
            programs,
            programs6,
            remarks);
    }

    private async Task<(IptablesPrograms? Programs, string[] Tables, string Problem)> ProbeFamilyAsync(HelperHost scratch, string name, IptablesBackend backend)
    {
        var (programs, _) = await ProgramsAsync(scratch, name, backend);
        if (programs is null)
        {
            return (null, [], "it is not installed");
        }

        var (tables, problem) = await TablesAsync(scratch, programs.Restore);
        return (programs, tables, problem);
    }

    private async Task<(IptablesPrograms? Programs, string Version)> ProgramsAsync(HelperHost scratch, string name, IptablesBackend backend)
    {
        var suffix = backend == IptablesBackend.NfTables ? "nft" : "legacy";
        foreach (var candidate in new[] { $"{name}-{suffix}", name })
        {
            var found = new[] { candidate, $"{candidate}-restore", $"{candidate}-save" }.Select(program => Programs.Find(program, searchPath)).ToArray();
            if (found is not [{ } command, { } restore, { } save])
            {
                continue;
            }

            var result = await tools.RunAsync(scratch, [command, "--version"], "");
            var isNfTables = result.OutputText.Contains("nf_tables", StringComparison.Ordinal);
            if (result.Succeeded && isNfTables == (backend == IptablesBackend.NfTables))
            {
                return (new IptablesPrograms(command, restore, save), Version().Match(result.OutputText).Groups[1].Value);
            }
        }

        return (null, "");
    }

    private async Task<(string[] Tables, string Problem)> TablesAsync(HelperHost scratch, string restore)
    {
        // All at once, as a working machine takes it; one by one only to learn which it is that fails.
        var all = await tools.RunAsync(scratch, [restore, "-w", "5"], string.Concat(Tables.Select(Payload)));
        if (all.Succeeded)
        {
            return (Tables, "");
        }

        var working = new List<string>();
        var problem = "";
        foreach (var table in Tables)
        {
            var result = await tools.RunAsync(scratch, [restore, "-w", "5"], Payload(table));
            if (result.Succeeded)
            {
                working.Add(table);
            }
            else
            {
                problem = result.ErrorText.Trim().ReplaceLineEndings(" ");
            }
        }

        return ([.. working], problem);
    }

    private static string Payload(string table) => $"*{table}\n:PROBE - [0:0]\n-A PROBE -m comment --comment probe -j RETURN\nCOMMIT\n";

    [GeneratedRegex(@"v(\d+(?:\.\d+)+)")]
    private static partial Regex Version();
}

/// <summary>What was found.</summary>
/// <param name="Report">Null if no backend works.</param>
/// <param name="Programs">For IPv4.</param>
/// <param name="Programs6">For IPv6.</param>
/// <param name="Remarks">What does not work and why.</param>
internal sealed record IptablesFinding(IptablesReport? Report, IptablesPrograms? Programs, IptablesPrograms? Programs6, IReadOnlyList<string> Remarks);
