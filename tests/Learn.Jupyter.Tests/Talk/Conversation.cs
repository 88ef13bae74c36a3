using System.Net;
using System.Net.Sockets;

namespace Learn.Jupyter.Tests.Talk;

/// <summary>A kernel of the echo language and a front end that talks to it.</summary>
internal sealed class Conversation : IAsyncDisposable
{
    public const string Key = "a0436f6c-1916-498b-8eb9-e81ab9368e84";

    private const int LowestPort = 12_000;
    private const int Ports = 20_000;
    private readonly INotebookLanguage language;
    private static int portsTried = Environment.ProcessId * 97 % Ports;

    public Conversation(string key = Key, bool sideBySide = false, int receivesAtMost = 0)
        : this(new EchoLanguage { RunsCellsSideBySide = sideBySide }, key, receivesAtMost)
    {
    }

    public Conversation(INotebookLanguage language, string key = Key, int receivesAtMost = 0)
    {
        this.language = language;
        Connection = FreeConnection(key);
        var info = new KernelInfo("learn-test", "0.1", "A kernel that echoes.") { HelpLinks = [new HelpLink("Protocol", new Uri("https://jupyter.org"))] };
        Server = KernelServer.Start(Connection, language, info, line =>
        {
            lock (Log)
            {
                Log.Add(line);
            }
        });
        Client = new FrontEnd(Connection, receivesAtMost);
    }

    public List<string> Log { get; } = [];

    /// <summary>The language, where it is the usual one.</summary>
    public EchoLanguage Language => (EchoLanguage)language;

    public ConnectionFile Connection { get; }

    public KernelServer Server { get; }

    public FrontEnd Client { get; }

    /// <summary>
    /// Five ports of the loopback that are free now. They lie below those that the system gives to connections, which could take one between
    /// this look and the kernel's.
    /// </summary>
    public static ConnectionFile FreeConnection(string key)
    {
        var ports = new List<int>();
        while (ports.Count < 5)
        {
            var port = LowestPort + (Interlocked.Increment(ref portsTried) % Ports);
            if (IsFree(port))
            {
                ports.Add(port);
            }
        }

        return new ConnectionFile
        {
            Address = "127.0.0.1",
            ShellPort = ports[0],
            ControlPort = ports[1],
            IopubPort = ports[2],
            StdinPort = ports[3],
            HeartbeatPort = ports[4],
            Key = key,
        };
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
