using System.Net;
using System.Net.Sockets;

namespace Learn.Jupyter.Tests.Talk;

/// <summary>A kernel of the echo language and a front end that talks to it.</summary>
internal sealed class Conversation : IAsyncDisposable
{
    public const string Key = "a0436f6c-1916-498b-8eb9-e81ab9368e84";

    public Conversation(string key = Key, bool sideBySide = false)
    {
        Language = new EchoLanguage { RunsCellsSideBySide = sideBySide };
        Connection = FreeConnection(key);
        var info = new KernelInfo("learn-test", "0.1", "A kernel that echoes.") { HelpLinks = [new HelpLink("Protocol", new Uri("https://jupyter.org"))] };
        Server = KernelServer.Start(Connection, Language, info, line =>
        {
            lock (Log)
            {
                Log.Add(line);
            }
        });
        Client = new FrontEnd(Connection);
    }

    public List<string> Log { get; } = [];

    public EchoLanguage Language { get; }

    public ConnectionFile Connection { get; }

    public KernelServer Server { get; }

    public FrontEnd Client { get; }

    /// <summary>Five ports of the loopback that are free now.</summary>
    public static ConnectionFile FreeConnection(string key)
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToList();
        listeners.ForEach(listener => listener.Dispose());
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

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
