using System.Net;
using System.Net.Sockets;

namespace Learn.Sandbox.Tests;

/// <summary>HTTP clients of this process that speak from a host.</summary>
internal static class HostHttp
{
    /// <summary>A handler whose connections are made in a host; it knows addresses only, no names.</summary>
    public static SocketsHttpHandler Handler(Host host) => new()
    {
        UseProxy = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var address = IPAddress.Parse(context.DnsEndPoint.Host);
            var socket = await host.OpenSocketAsync(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp, cancellationToken);
            await socket.ConnectAsync(address, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    /// <summary>A GET from a host with curl; its output.</summary>
    public static async Task<string> CurlAsync(Host host, string url, params string[] arguments) =>
        (await host.RunAsync(["curl", "-sS", "--max-time", "15", .. arguments, url], null, TestContext.Current.CancellationToken)).EnsureSucceeded().OutputText;

    /// <summary>The status that a GET from a host gets.</summary>
    public static Task<string> StatusAsync(Host host, string url, params string[] arguments) =>
        CurlAsync(host, url, ["-o", "/dev/null", "-w", "%{http_code}", .. arguments]);
}
