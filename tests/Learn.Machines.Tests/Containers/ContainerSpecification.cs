using System.Text.Json.Nodes;

namespace Learn.Machines.Tests.Containers;

/// <summary>Writes <c>config.json</c> for the OCI runtime, as Docker would for a container with these rights.</summary>
internal static class ContainerSpecification
{
    private static readonly string[] Masked =
    [
        "/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/sched_debug", "/proc/scsi", "/proc/timer_list",
        "/proc/timer_stats", "/sys/devices/virtual/powercap", "/sys/firmware",
    ];

    private static readonly string[] ReadOnly = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    /// <summary>The specification.</summary>
    /// <param name="rights">What the container may do.</param>
    /// <param name="root">The folder of its file system.</param>
    /// <param name="home">The home of its user, and where it starts.</param>
    /// <param name="environment">Its variables, beside PATH and HOME.</param>
    /// <param name="binds">Folders of the machine and where they are seen in it.</param>
    /// <param name="command">What it runs.</param>
    public static JsonObject Of(
        ContainerRights rights, string root, string home, IEnumerable<string> environment, IEnumerable<Bind> binds, params IEnumerable<string> command)
    {
        // An ordinary user has no capability in force; what root could have stays the limit.
        var held = Strings(rights.User == 0 ? rights.Capabilities : []);
        var linux = new JsonObject { ["namespaces"] = Namespaces(rights) };
        if (rights.HasUserNamespace)
        {
            // The same numbers inside and outside, since the files are the fresh machine's.
            linux["uidMappings"] = new JsonArray(Everybody());
            linux["gidMappings"] = new JsonArray(Everybody());
        }

        if (rights.IsMasked)
        {
            linux["maskedPaths"] = Strings(Masked);
            linux["readonlyPaths"] = Strings(ReadOnly);
        }

        if (rights.IsFiltered)
        {
            linux["seccomp"] = SeccompProfile.For(rights);
        }

        return new JsonObject
        {
            ["ociVersion"] = "1.0.2",
            ["hostname"] = "fresh",
            ["root"] = new JsonObject { ["path"] = root, ["readonly"] = false },
            ["process"] = new JsonObject
            {
                ["terminal"] = false,
                ["user"] = new JsonObject { ["uid"] = rights.User, ["gid"] = rights.User },
                ["args"] = Strings(command),
                ["env"] = Strings(["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", $"HOME={home}", .. environment]),
                ["cwd"] = home,
                ["capabilities"] = new JsonObject
                {
                    ["bounding"] = Strings(rights.Capabilities), ["effective"] = held, ["permitted"] = held.DeepClone(), ["inheritable"] = new JsonArray(), ["ambient"] = new JsonArray(),
                },
                ["noNewPrivileges"] = rights.User != 0,
            },
            ["mounts"] = Mounts(rights, binds),
            ["linux"] = linux,
        };
    }

    private static JsonArray Namespaces(ContainerRights rights)
    {
        string[] types = ["pid", "mount", "ipc", "uts", .. rights.HasMachineNetwork ? (string[])[] : ["network"], .. rights.HasUserNamespace ? (string[])["user"] : []];
        return [.. types.Select(type => (JsonNode)new JsonObject { ["type"] = type })];
    }

    private static JsonObject Everybody() => new() { ["containerID"] = 0, ["hostID"] = 0, ["size"] = 65536 };

    private static JsonArray Mounts(ContainerRights rights, IEnumerable<Bind> binds) =>
    [
        Mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"),
        Mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
        Mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"),
        Mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
        // The file system of a network's devices can be mounted by the network's owner only.
        rights.HasMachineNetwork
            ? Mount("/sys", "bind", "/sys", "rbind", "ro")
            : Mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
        .. binds.Select(bind => Mount(bind.Target, "bind", bind.Source, "rbind", bind.IsWritable ? "rw" : "ro")),
    ];

    private static JsonObject Mount(string target, string type, string source, params IEnumerable<string> options) =>
        new() { ["destination"] = target, ["type"] = type, ["source"] = source, ["options"] = Strings(options) };

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
