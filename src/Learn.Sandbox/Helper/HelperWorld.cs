namespace Learn.Sandbox;

/// <summary>Everything that a helper process holds.</summary>
internal sealed class HelperWorld
{
    private readonly int _processId;
    private readonly Isolation _isolation;
    private readonly ProcessTable _processes = new();
    private readonly CommandStarter _commands;
    private readonly PrivateMemory _memory;
    private readonly Task<IptablesFinding> _iptables;
    private readonly Lazy<Task> _warming;

    public HelperWorld(int processId, HelperOptions options, PrivateMemory memory)
    {
        _processId = processId;
        _isolation = options.Isolation;
        _memory = memory;
        var threads = new NamespaceThreads();
        Hosts = new HostTable(threads);
        _commands = new CommandStarter(threads, _processes, LockFile());
        var tools = new ToolRunner(_commands);
        _iptables = new IptablesProbe(Hosts, tools, Programs.SearchPath(Environment.GetEnvironmentVariable("PATH"))).FindAsync(options.Backend);
        Links = new LinkWiring(Hosts, threads, tools, processId);
        Sysctls = new Sysctls(threads, memory.ProcessFiles());
        Files = new HostFiles(threads, memory);
        Sockets = new HostSockets(threads);
        NetfilterSockets = new NetfilterSockets(threads);
        Responders = new ResponderTable(Sockets);
        _warming = new(() => Task.Run(() => Responders.WarmAsync(Hosts.Root)));
    }

    public HostTable Hosts { get; }

    public CommandStarter Commands => _commands;

    public LinkWiring Links { get; }

    public Sysctls Sysctls { get; }

    public HostFiles Files { get; }

    public HostSockets Sockets { get; }

    public NetfilterSockets NetfilterSockets { get; }

    public ResponderTable Responders { get; }

    /// <summary>What the world found; waits for the probes.</summary>
    public async Task<WorldDescription> DescribeAsync()
    {
        const string Probe = "net.ipv4.ip_forward";
        var finding = await _iptables;
        var remarks = new List<string>(finding.Remarks);
        if (_memory.Refusal is { } refusal)
        {
            remarks.Add($"Hosts have no files of their own (such as /etc/hosts): {refusal}. In a container, mounts need a security profile that allows them "
                + "(Docker: --security-opt apparmor=unconfined).");
        }

        // Written back as it is: all that matters is whether it can be written.
        var value = await Sysctls.GetAsync(Hosts.Root, Probe);
        var sysctlProblem = value is null ? $"there is no {Probe}" : await Sysctls.SetAsync(Hosts.Root, Probe, value);
        if (sysctlProblem is not null)
        {
            remarks.Add($"Sysctls cannot be changed: {sysctlProblem}. In a container, /proc/sys is read-only unless it is privileged (Docker: --security-opt systempaths=unconfined or --privileged).");
        }

        var report = new WorldReport
        {
            Isolation = _isolation,
            KernelRelease = (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease")).Trim(),
            Iptables = finding.Report,
            MountsAllowed = _memory.Directory is not null,
            SysctlsWritable = sysctlProblem is null,
            ForwardingAllowed = sysctlProblem is null || value == "1",
            Remarks = remarks,
        };

        // Now, while the caller does other things.
        _ = _warming.Value;
        return new WorldDescription(_processId, report, Hosts.Names, finding.Programs, finding.Programs6);
    }

    /// <summary>Removes hosts with everything in them.</summary>
    public async Task RemoveAsync(IReadOnlyList<string> names)
    {
        var removed = names.Select(Hosts.Remove).ToArray();
        foreach (var host in removed)
        {
            Responders.CloseAll(host);
            Links.Forget(host);
            foreach (var command in host.Commands.Keys)
            {
                Commands.Signal(command, Libc.SignalKill);
            }
        }

        await HostProcesses.KillAsync(removed.Select(host => NetworkNamespace.IdentityOf(host.Network)).ToHashSet(StringComparer.Ordinal));
        Array.ForEach(removed, host => host.Dispose());
    }

    // Without a private directory, a file that exists in memory only and has no name but that of its handle.
    private string? LockFile()
    {
        if (_memory.Directory is { } directory)
        {
            return $"{directory}/xtables.lock";
        }

        var file = Libc.CreateMemoryFile("xtables.lock", flags: 1);
        return file < 0 ? null : $"/proc/{_processId}/fd/{file}";
    }
}
