using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Learn.Clients.Tests.Programs;

namespace Learn.Clients.Tests.Jupyter;

/// <summary>Jupyter Notebook on the loopback, for whom has the token.</summary>
internal sealed class NotebookServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string token = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly HttpClient http = new();
    private readonly int port = FreePort();
    private readonly ClientProcess process;

    private NotebookServer(JupyterHome home) => process = home.Start(
        "jupyter-notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={port}"),
        "--NotebookApp.port_retries=0", $"--NotebookApp.token={token}", $"--notebook-dir={home.At("work")}");

    /// <summary>What the server has written.</summary>
    public string Log => process.Said;

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<NotebookServer> StartAsync(JupyterHome home)
    {
        var server = new NotebookServer(home);
        for (var start = Environment.TickCount64; !await server.AnswersAsync(); await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            Assert.False(server.process.HasEnded, $"jupyter-notebook has ended:\n{server.Log}");
            Assert.True(Environment.TickCount64 - start < Limit.TotalMilliseconds, $"jupyter-notebook does not answer:\n{server.Log}");
        }

        return server;
    }

    /// <summary>The address of a notebook.</summary>
    public string AddressOf(string notebook) => Address($"notebooks/{notebook}");

    /// <summary>Ends the server, which ends its kernels; what does not follow is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var answer = await http.PostAsync(new Uri(Address("api/shutdown")), null, CancellationToken.None);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (!process.HasEnded && !limit.IsCancellationRequested)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
        catch (HttpRequestException)
        {
            // It has ended before.
        }

        await process.DisposeAsync();
        http.Dispose();
    }

    // Below the ports that the system gives to connections.
    private static int FreePort()
    {
        for (var port = 20_000 + RandomNumberGenerator.GetInt32(10_000); ; port++)
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }

    private string Address(string path) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{path}?token={token}");

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address("api/status")), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
