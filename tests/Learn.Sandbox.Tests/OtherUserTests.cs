namespace Learn.Sandbox.Tests;

/// <summary>What another user may, and what a machine allows that allows less than this one. As root these tests become other users; without root they are this user's.</summary>
public sealed class OtherUserTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_works_for_an_ordinary_user()
    {
        if (!Machine.IsRoot)
        {
            // This very run is an ordinary user's.
            Assert.NotEqual(0u, Libc.EffectiveUserId());
            return;
        }

        using var copy = new ReadableCopy();
        using var child = ChildProcess.StartProgram(["--no-ansi", "--progress", "off"], ReadableCopy.AsNobody, copy.Directory);
        var (exitCode, output) = await child.FinishAsync(Cancellation);
        Assert.True(exitCode == 0, output);
        Assert.Contains("skipped: 0", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Another_user_is_refused()
    {
        await using var world = await World.StartAsync(new WorldOptions { Name = WorldTests.NewName() }, Cancellation);
        var owner = Libc.EffectiveUserId().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var same = ChildProcess.Start(["intrude", owner, world.Name]);
        Assert.StartsWith("answered", await same.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        if (Machine.IsRoot)
        {
            using var copy = new ReadableCopy();
            using var other = ChildProcess.Start(["intrude", owner, world.Name], ReadableCopy.AsNobody, copy.Directory);
            Assert.Equal("closed", await other.ReadLineAsync(Cancellation));
            using var joining = ChildProcess.Start(["join", world.Name, "root"], ReadableCopy.AsNobody, copy.Directory);
            Assert.Contains("There is no world", await joining.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        }

        Assert.True((await world.Root.RunAsync(["true"], null, Cancellation)).Succeeded);
    }

    [Fact]
    public async Task Where_user_namespaces_are_used_up_root_takes_over()
    {
        // A user namespace of the test's own stands for the machine: its root has all rights in it, but may make no further user namespace.
        using var child = StartOn("echo 0 > /proc/sys/user/max_user_namespaces; exec \"$@\"");
        var (exitCode, output) = await child.FinishAsync(Cancellation);
        Assert.True(exitCode == 0, output);
        Assert.Contains("Isolation: root", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_allowed_the_message_names_every_rung_and_its_remedy()
    {
        using var child = StartOn("echo 0 > /proc/sys/user/max_user_namespaces; exec setpriv --bounding-set=-all --inh-caps=-all \"$@\"");
        var (exitCode, output) = await child.FinishAsync(Cancellation);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("SandboxUnavailableException: A private network world cannot be made here.", output, StringComparison.Ordinal);
        Assert.Contains("- As an ordinary user (user namespace): unshare: unshare failed: No space left on device", output, StringComparison.Ordinal);
        Assert.Contains("Remedy: no user namespace is allowed: sudo sysctl -w user.max_user_namespaces=10000", output, StringComparison.Ordinal);
        Assert.Contains("- As root: unshare: unshare failed: Operation not permitted", output, StringComparison.Ordinal);
        Assert.Contains("Remedy: this root lacks the capabilities SYS_ADMIN and NET_ADMIN: in a container, docker run --cap-add SYS_ADMIN --cap-add NET_ADMIN", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_sysctls_are_read_only_root_has_a_procfs_of_its_own()
    {
        using var child = StartOn(ReadOnlySysctls + "exec \"$@\"");
        var (exitCode, output) = await child.FinishAsync(Cancellation);
        Assert.True(exitCode == 0, output);
        Assert.Contains("Isolation: root", output, StringComparison.Ordinal);
        Assert.Contains("Sysctls: writable", output, StringComparison.Ordinal);
        Assert.Contains("set: True", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_sysctls_are_read_only_for_everybody_it_is_said()
    {
        using var child = StartOn(ReadOnlySysctls + "exec setpriv --bounding-set=-net_admin \"$@\"");
        var (exitCode, output) = await child.FinishAsync(Cancellation);
        if (await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_forward", Cancellation) == "1\n")
        {
            // New network namespaces inherit it.
            Assert.True(exitCode == 0, output);
            Assert.Contains("Remark: Sysctls cannot be changed: net.ipv4.ip_forward", output, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(1, exitCode);
            Assert.Contains("(user namespace): hosts could not forward packets: net.ipv4.ip_forward is 0 in a new network namespace, and /proc/sys is read-only", output, StringComparison.Ordinal);
            Assert.Contains("docker run --security-opt systempaths=unconfined", output, StringComparison.Ordinal);
            Assert.Contains("Remedy: this root lacks the capability NET_ADMIN", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_programs_are_missing_the_message_names_their_packages()
    {
        // The programs are hidden by something that is no program.
        using var child = StartOn("for f in /usr/sbin/ip /usr/bin/ip /sbin/ip /bin/ip /usr/bin/unshare; do [ -e $f ] && mount --bind /dev/null $f; done; exec \"$@\"");
        var (exitCode, output) = await child.FinishAsync(Cancellation);
        Assert.Equal(1, exitCode);
        Assert.Contains("the program unshare and ip is missing", output, StringComparison.Ordinal);
        Assert.Contains("apt-get install util-linux", output, StringComparison.Ordinal);
        Assert.Contains("apt-get install iproute2", output, StringComparison.Ordinal);
    }

    private const string ReadOnlySysctls = "mount --bind /proc/sys /proc/sys && mount -o remount,bind,ro /proc/sys && ";

    private static ChildProcess StartOn(string script) => ChildProcess.Start(
        ["start"],
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
}
