using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Learn.Machines.Tests.Containers;

/// <summary>
/// Docker's seccomp profile as the OCI runtime wants it: one list for one set of capabilities. What it is made of is Podman's profile, which Debian packages; Docker's
/// differs from it in who may make namespaces and mounts (with SYS_ADMIN only) and in the error (EPERM).
/// </summary>
internal static class SeccompProfile
{
    /// <summary>Podman's profile, of the package golang-github-containers-common.</summary>
    private const string Source = "/usr/share/containers/seccomp.json";

    private const int NotPermitted = 1;
    private const int NoSuchCall = 38;
    private const uint NewUserNamespace = 0x1000_0000;
    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET.
    private const uint NewNamespaces = 0x7E02_0000;

    // What Docker allows with SYS_ADMIN only and Podman to everybody.
    private static readonly HashSet<string> SystemAdministration = new(StringComparer.Ordinal)
    {
        "clone", "clone3", "fsconfig", "fsmount", "fsopen", "fspick", "mount", "mount_setattr", "move_mount", "open_tree", "pivot_root", "setdomainname", "sethostname", "setns",
        "umount", "umount2", "unshare",
    };

    /// <summary>The profile for a container with these rights.</summary>
    public static JsonObject For(ContainerRights rights)
    {
        var read = JsonNode.Parse(File.ReadAllText(Source))!;
        var rules = new JsonArray();
        foreach (var rule in read["syscalls"]!.AsArray())
        {
            if (Applies(rule!, rights.Capabilities))
            {
                Add(rules, Strings(rule!["names"]).Where(name => !SystemAdministration.Contains(name)), (string)rule["action"]!, (int?)rule["errnoRet"], rule["args"] as JsonArray);
            }
        }

        AddNamespaceRules(rules, rights);
        return new JsonObject
        {
            ["defaultAction"] = "SCMP_ACT_ERRNO",
            ["defaultErrnoRet"] = NotPermitted,
            ["architectures"] = new JsonArray(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "SCMP_ARCH_AARCH64" : "SCMP_ARCH_X86_64"),
            ["syscalls"] = rules,
        };
    }

    private static void AddNamespaceRules(JsonArray rules, ContainerRights rights)
    {
        if (!rights.Capabilities.Contains("CAP_SYS_ADMIN"))
        {
            Add(rules, ["clone"], "SCMP_ACT_ALLOW", null, [NoneOf(NewNamespaces)]);
            Add(rules, ["clone3"], "SCMP_ACT_ERRNO", NoSuchCall, null);
        }
        else if (rights.RefusesUserNamespaces)
        {
            Add(rules, ["clone", "unshare"], "SCMP_ACT_ALLOW", null, [NoneOf(NewUserNamespace)]);
            // Its flags are in memory, where no filter can see them; the C library takes clone then.
            Add(rules, ["clone3"], "SCMP_ACT_ERRNO", NoSuchCall, null);
            Add(rules, SystemAdministration.Except(["clone", "unshare", "clone3"]), "SCMP_ACT_ALLOW", null, null);
        }
        else
        {
            Add(rules, SystemAdministration, "SCMP_ACT_ALLOW", null, null);
        }
    }

    private static bool Applies(JsonNode rule, IReadOnlySet<string> capabilities) =>
        Strings(rule["includes"]?["caps"]).All(capabilities.Contains)
        && (rule["includes"]?["arches"] is not JsonArray arches || Strings(arches).Contains(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64"))
        && !Strings(rule["excludes"]?["caps"]).Any(capabilities.Contains);

    private static IEnumerable<string> Strings(JsonNode? list) => list is JsonArray array ? array.Select(item => (string)item!) : [];

    private static JsonObject NoneOf(uint flags) => new() { ["index"] = 0, ["value"] = flags, ["valueTwo"] = 0, ["op"] = "SCMP_CMP_MASKED_EQ" };

    private static void Add(JsonArray rules, IEnumerable<string> names, string action, int? error, JsonArray? arguments)
    {
        var rule = new JsonObject { ["names"] = new JsonArray([.. names.Select(name => (JsonNode)name)]), ["action"] = action };
        if (rule["names"]!.AsArray().Count == 0)
        {
            return;
        }

        if (error is not null)
        {
            rule["errnoRet"] = error;
        }

        if (arguments is { Count: > 0 })
        {
            rule["args"] = arguments.DeepClone();
        }

        rules.Add(rule);
    }
}
