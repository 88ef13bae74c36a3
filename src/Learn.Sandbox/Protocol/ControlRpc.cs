using System.Net.Sockets;
using System.Text.Json;
using StreamJsonRpc;

namespace Learn.Sandbox;

/// <summary>JSON-RPC over a connection of the control socket, the same on both sides.</summary>
internal static class ControlRpc
{
    /// <summary>Error code of what a <see cref="SandboxException"/> says; free for applications in JSON-RPC.</summary>
    public const int SandboxError = 1;

    public static JsonRpc Create(Socket socket)
    {
        var stream = new NetworkStream(socket, ownsSocket: true);
        var formatter = new SystemTextJsonFormatter
        {
            JsonSerializerOptions = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase },
        };
        return new JsonRpc(new LengthHeaderMessageHandler(stream, stream, formatter));
    }
}
