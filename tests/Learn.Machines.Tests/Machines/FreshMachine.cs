using System.Diagnostics;
using System.Globalization;
using Learn.Machines.Tests.Containers;
using Learn.Machines.Tests.Enclosures;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
[assembly: AssemblyFixture(typeof(Learn.Machines.Tests.Machines.FreshMachine))]

namespace Learn.Machines.Tests.Machines;

/// <summary>
/// An empty Debian in memory with this machine's .NET SDK, and in it a fresh user who clones the repository as it is under test and starts the demo. Everything
/// later is done on copies of what that leaves. Nothing of it is on a disk, and all of it is gone with this process.
/// </summary>
public sealed class FreshMachine : IAsyncLifetime
{
    /// <summary>Where the repository is cloned to, as devcontainers do.</summary>
    internal const string Checkout = "/workspaces/learn";

    private const string Folder = Enclosure.Root + "/fresh";
    private const string Origin = Enclosure.Root + "/origin.git";
    private const string Packages = Enclosure.Root + "/packages";

    private Enclosure? enclosure;
    private Lazy<Task<Outcome>>? demo;

    /// <summary>What a machine of one's own allows, and a network that leads to the package registries.</summary>
    internal static ContainerRights AllRights { get; } = ContainerRights.Docker.With("SYS_ADMIN", "NET_ADMIN") with { IsFiltered = false, IsMasked = false, HasMachineNetwork = true };

    /// <summary>How long everything took, in the order in which it was done.</summary>
    internal Timings Timings { get; } = new();

    private Enclosure Enclosure => enclosure ?? throw new InvalidOperationException("the fixture has not been initialized");

    public async ValueTask InitializeAsync()
    {
        enclosure = await Enclosure.CreateAsync();
        demo = new(() => Task.Run(WalkAsync));
        // What Debian's own package of an SDK would bring along, and Git.
        Timings.Add("an empty root file system (debootstrap)", await MachineSettings.BootstrapAsync(Enclosure, Folder, "ca-certificates", "git", "libssl3", "libstdc++6", "zlib1g"));
        await MachineSettings.HandOverAsync(Enclosure, Folder);
        await PublishTreeAsync();
        // NuGet's packages are those of this machine; what it adds goes into memory.
        await Enclosure.ScriptAsync(
            """
            mkdir -p "$1" /mnt/packages-new /mnt/packages-work
            mount -t overlay overlay -o "lowerdir=$2,upperdir=/mnt/packages-new,workdir=/mnt/packages-work" "$1"
            """,
            Packages,
            MachineSettings.Packages);
    }

    /// <summary>The end of the enclosure. The timings are told at last, for whoever reads the output of the tests.</summary>
    public async ValueTask DisposeAsync()
    {
        await Enclosure.DisposeAsync();
        Timings.Tell();
    }

    /// <summary>What <c>./learn demo</c> said as the first command of a fresh user. Run once, by the first who asks.</summary>
    internal Task<Outcome> DemoAsync() => demo!.Value;

    /// <summary>Runs a command on the fresh machine itself.</summary>
    internal async Task<Outcome> RunAsync(string script)
    {
        await WriteSpecificationAsync("/mnt/machine", Folder, AllRights, script);
        return await Enclosure.RunAsync(Runtime("/mnt/machine", "machine"));
    }

    /// <summary>A container whose file system is a copy of the fresh machine's after the demo.</summary>
    /// <param name="name">Its name; no two may have the same.</param>
    /// <param name="rights">What it may do.</param>
    internal async Task<Container> ContainerAsync(string name, ContainerRights rights)
    {
        await DemoAsync();
        var place = $"{Enclosure.Root}/containers/{name}";
        await Enclosure.ScriptAsync(
            """
            mkdir -p "$1"/{new,work,root}
            mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/new,workdir=$1/work" "$1/root"
            # An ordinary user has a home and a checkout.
            mkdir -p "$1/root/home/learner"
            chown "$3:$3" "$1/root/home/learner" "$1/root$4" "$1/root$4/artifacts"
            """,
            place,
            Folder,
            rights.User.ToString(CultureInfo.InvariantCulture),
            Checkout);
        return new Container(this, name, place, rights);
    }

    /// <summary>Starts a script in a container; its streams are the caller's.</summary>
    internal async Task<Process> StartAsync(Container container, string script)
    {
        await WriteSpecificationAsync(container.Place, $"{container.Place}/root", container.Rights, script);
        return Enclosure.Start(Runtime(container.Place, container.Name));
    }

    /// <summary>Runs a script in a container to its end.</summary>
    internal async Task<Outcome> RunAsync(Container container, string script)
    {
        await WriteSpecificationAsync(container.Place, $"{container.Place}/root", container.Rights, script);
        var outcome = await Enclosure.RunAsync(Runtime(container.Place, container.Name));
        return outcome with { Command = script };
    }

    private static string[] Runtime(string bundle, string name) =>
        // Without control groups, which the enclosure does not have.
        ["crun", "--root", "/mnt/state", "--cgroup-manager=disabled", "run", "--bundle", bundle, name];

    private async Task<Outcome> WalkAsync()
    {
        var clone = await RunAsync($"! command -v iptables curl jupyter-notebook && git clone -q {Origin} {Checkout}");
        Assert.True(clone.ExitCode == 0, clone.ToString());
        Timings.Add("git clone", clone);
        var outcome = await RunAsync($"cd {Checkout} && ./learn demo");
        Timings.Add("./learn demo, the first command: packages, build, tour", outcome);
        return outcome;
    }

    // A commit of the tree under test as it is, whatever has been committed there.
    private Task<Outcome> PublishTreeAsync()
    {
        var tree = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(tree, "Learn.sln")))
        {
            tree = Path.GetDirectoryName(tree) ?? throw new InvalidOperationException("Learn.sln is nowhere above the test");
        }

        return Enclosure.ScriptAsync(
            """
            git init -q --bare "$1"
            cd "$2"
            export GIT_DIR=$1 GIT_WORK_TREE=$2
            git add --all .
            git -c user.name=tests -c user.email=tests@localhost commit -qm 'The tree under test'
            """,
            Origin,
            tree);
    }

    private Task WriteSpecificationAsync(string bundle, string root, ContainerRights rights, string script)
    {
        Bind[] binds =
        [
            new(MachineSettings.Sdk, "/usr/share/dotnet"),
            .. rights.HasMachineNetwork ? (Bind[])[new(Packages, "/root/.nuget/packages", IsWritable: true), new(Origin, Origin)] : [],
        ];
        var specification = ContainerSpecification.Of(
            rights, root, rights.User == 0 ? "/root" : "/home/learner", MachineSettings.Environment, binds, "bash", "-euo", "pipefail", "-c", script);
        return Enclosure.WriteAsync($"{bundle}/config.json", specification.ToJsonString());
    }
}
