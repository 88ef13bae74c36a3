using System.Globalization;
using System.Net.Sockets;

namespace Learn.Sandbox.Tests;

/// <summary>What this program does as the child process of a test: it speaks lines, and dies when the test kills it.</summary>
internal static class ChildProgram
{
    public const string Verb = "child";

    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            return arguments switch
            {
                ["hold", var name, var rung] => await HoldAsync(name, Enum.Parse<Isolation>(rung)),
                ["join", var name, var host] => await JoinAsync(name, host),
                ["intrude", var owner, var name] => await IntrudeAsync(owner, name),
                ["start", .. var rungs] => await StartAsync(rungs is [var rung] ? Enum.Parse<Isolation>(rung) : null),
                ["many", var count] => await ManyAsync(int.Parse(count, CultureInfo.InvariantCulture)),
                _ => throw new ArgumentException($"Unknown: {string.Join(' ', arguments)}"),
            };
        }
        catch (SandboxException error)
        {
            Console.WriteLine($"{error.GetType().Name}: {error.Message}");
            return 1;
        }
    }

    /// <summary>A world in full swing, until the process is killed or its input ends.</summary>
    private static async Task<int> HoldAsync(string name, Isolation rung)
    {
        await using var world = await World.StartAsync(new WorldOptions { Name = name, Isolation = rung });
        var hosts = await world.AddHostsAsync(["one", "two"]);
        await world.ConnectAsync([new LinkSpec(new LinkEnd("one", "eth0") { Addresses = ["10.0.0.1/24"] }, new LinkEnd("two", "eth0") { Addresses = ["10.0.0.2/24"] })]);
        await hosts[1].ListenAsync(new ResponderOptions { Identity = "two", Listeners = [new(Transport.Tcp, 8080)] });
        await hosts[0].WriteFileAsync("/etc/hosts", "10.0.0.2 two\n");
        await hosts[0].Iptables(AddressFamily.InterNetwork).RunAsync(["-t", "nat", "-N", "HELD"]);
        var network = (await hosts[0].RunAsync(["readlink", "/proc/self/ns/net"])).OutputText.Trim();
        await using var sleeping = await hosts[0].StartAsync(["sleep", SleepOf(name)]);
        Console.WriteLine($"{world.HelperProcessId} {network}");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>An argument of sleep by which its process is recognised.</summary>
    /// <param name="name">Name of the world, with a number behind its last hyphen.</param>
    public static string SleepOf(string name) => $"100000.{name[(name.LastIndexOf('-') + 1)..]}";

    private static async Task<int> JoinAsync(string name, string host)
    {
        await using var world = await World.JoinAsync(name);
        Console.WriteLine(string.Join(' ', (await world.GetHostsAsync()).Select(one => one.Name)));
        Console.WriteLine((await world.GetHost(host).RunAsync(["ip", "-o", "addr", "show", "dev", "eth0"])).OutputText.Split('\n')[0]);
        Console.WriteLine(string.Join(' ', World.List()));
        return 0;
    }

    /// <summary>Talks to another user's world, past the checks of <see cref="World.JoinAsync"/>.</summary>
    private static async Task<int> IntrudeAsync(string owner, string name)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint($"\0learn-sandbox/{owner}/{name}"));
        try
        {
            DescriptorPassing.Send(socket, Channel.Question, []);
            await Channel.SendAsync(socket, new HelperRequest.ListHosts(), ProtocolJson.Default.HelperRequest);
            var reply = await Channel.ReceiveAsync(socket, ProtocolJson.Default.HelperReply);
            Console.WriteLine($"answered: {reply}");
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            Console.WriteLine("closed");
        }

        return 0;
    }

    private static async Task<int> StartAsync(Isolation? rung)
    {
        await using var world = await World.StartAsync(new WorldOptions { Isolation = rung });
        Console.WriteLine(world.Report);
        Console.WriteLine($"set: {await world.Root.TrySetSysctlAsync("net.ipv4.ip_forward", "1")}");
        return 0;
    }

    /// <summary>Runs many short commands and tells what both processes hold before and after.</summary>
    private static async Task<int> ManyAsync(int count)
    {
        await using var world = await World.StartAsync();
        var host = await world.AddHostAsync("one");
        await RunAsync(50);
        var before = Held();
        await RunAsync(count);
        var after = Held();
        Console.WriteLine($"{before} {after}");
        return 0;

        async Task RunAsync(int times)
        {
            for (var i = 0; i < times; i += 10)
            {
                var results = await Task.WhenAll(Enumerable.Range(i, 10).Select(number => host.RunAsync(["echo", number.ToString(CultureInfo.InvariantCulture)])));
                for (var j = 0; j < 10; j++)
                {
                    Assert.Equal($"{i + j}\n", results[j].OutputText);
                }
            }
        }

        string Held() => string.Join(' ', new[] { Environment.ProcessId, world.HelperProcessId }.SelectMany(process => new[]
        {
            Directory.GetFileSystemEntries($"/proc/{process}/fd").Length,
            Directory.GetDirectories($"/proc/{process}/task").Length,
        }));
    }
}
