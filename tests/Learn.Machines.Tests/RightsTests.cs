using Learn.Machines.Tests.Containers;
using Learn.Machines.Tests.Devcontainers;
using Learn.Machines.Tests.Enclosures;
using Learn.Machines.Tests.Machines;

namespace Learn.Machines.Tests;

/// <summary>No right is given in vain: without one of them a lab is refused, with words that say what to enable. And the other way, without capabilities.</summary>
public sealed class RightsTests(FreshMachine machine)
{
    /// <summary>An ordinary user where the container's profile and masks are lifted, and who has no capability.</summary>
    private static ContainerRights OrdinaryUser { get; } = ContainerRights.Docker with { User = 1000, IsFiltered = false, IsMasked = false };

    /// <summary>The capabilities that devcontainer.json adds.</summary>
    public static TheoryData<string> Added => [.. new Devcontainer().AddedCapabilities];

    [Theory]
    [MemberData(nameof(Added))]
    public async Task Without_one_of_its_capabilities_a_lab_is_refused_and_names_it(string capability)
    {
        var rights = new Devcontainer().Rights with { RefusesUserNamespaces = true };
        var demo = await RunAsync($"without-{capability}", rights.Without(capability));
        Assert.Equal(3, demo.ExitCode);
        Assert.Contains($"Remedy: this root lacks the capability {capability}: in a container, docker run --cap-add {capability} (devcontainer.json: \"capAdd\":", demo.Error, StringComparison.Ordinal);
        Assert.Contains("whose seccomp profile refuses user namespaces", demo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_Dockers_defaults_a_lab_says_exactly_what_to_enable()
    {
        var demo = await RunAsync("defaults", ContainerRights.Docker);
        Assert.Equal(3, demo.ExitCode);
        Assert.Contains(
            """
            learn: A private network world cannot be made here.
            - As an ordinary user (user namespace): unshare: unshare failed: Operation not permitted
              Remedy: this looks like a container whose seccomp profile refuses user namespaces (Docker's does): docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined, or give root capabilities: --cap-add SYS_ADMIN --cap-add NET_ADMIN (see below).
            - As root: unshare: unshare failed: Operation not permitted
              Remedy: this root lacks the capabilities SYS_ADMIN and NET_ADMIN: in a container, docker run --cap-add SYS_ADMIN --cap-add NET_ADMIN (devcontainer.json: "capAdd": ["SYS_ADMIN", "NET_ADMIN"]).
            """,
            demo.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ordinary_user_with_user_namespaces_needs_no_capability()
    {
        var container = await machine.ContainerAsync("ordinary-user", OrdinaryUser);
        var demo = await container.SucceedAsync("./learn demo", "[[ $(id -u) == 1000 ]]; grep CapEff /proc/self/status; rm -f demo.html; ./learn demo");
        Assert.Contains("CapEff:\t0000000000000000", demo.Output, StringComparison.Ordinal);
        Assert.Contains("█ observed", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_capabilities_are_enough_where_they_count_in_the_containers_own_user_namespace_only()
    {
        // A Pod with hostUsers: false and procMount: Unmasked.
        var container = await machine.ContainerAsync("own-users", new Devcontainer().Rights with { HasUserNamespace = true, IsMasked = false });
        var demo = await container.SucceedAsync("./learn demo", "grep -c . /proc/self/uid_map; rm demo.html; ./learn demo");
        Assert.Contains("█ observed", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ordinary_user_without_user_namespaces_is_told_to_have_them_allowed()
    {
        var demo = await RunAsync("ordinary-refused", OrdinaryUser with { IsFiltered = true });
        Assert.Equal(3, demo.ExitCode);
        Assert.Contains("docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined", demo.Error, StringComparison.Ordinal);
        Assert.Contains("- As root: this process is not root.", demo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_namespaces_alone_do_not_help_where_sysctls_are_read_only_and_no_packet_is_forwarded()
    {
        var demo = await RunAsync("ordinary-masked", OrdinaryUser with { IsMasked = true });
        if ((await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_forward", TestContext.Current.CancellationToken)).Trim() == "1")
        {
            // New network namespaces inherit it, as on machines that run Docker.
            Assert.Equal(0, demo.ExitCode);
        }
        else
        {
            Assert.Equal(3, demo.ExitCode);
            Assert.Contains("hosts could not forward packets: net.ipv4.ip_forward is 0", demo.Error, StringComparison.Ordinal);
            Assert.Contains("Remedy: in a container: docker run --security-opt systempaths=unconfined", demo.Error, StringComparison.Ordinal);
        }
    }

    private async Task<Outcome> RunAsync(string name, ContainerRights rights) => await (await machine.ContainerAsync(name, rights)).RunAsync("./learn demo");
}
