using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>
/// Serves the connection of one command. The command reads and writes the caller's own pipes, whose ends came over the socket; here only its start and its end
/// are told. The caller sends a byte per signal; when its side of the connection closes, the process group is killed.
/// </summary>
internal static class CommandSession
{
    private const int StandardStreams = 3;

    public static async Task ServeAsync(Socket socket, int[] descriptors, HostTable hosts, CommandStarter starter)
    {
        HelperProcess process;
        try
        {
            if (descriptors.Length != StandardStreams)
            {
                throw new SandboxException("A command came without its standard streams.");
            }

            var request = await ExecChannel.ReceiveRequestAsync(socket);
            var host = hosts.Get(request.Host);
            process = await starter.StartAsync(host, request, descriptors);
            if (!hosts.Contains(host))
            {
                starter.Signal(process, Libc.SignalKill);
            }
        }
        catch (SandboxException error)
        {
            await ExecChannel.SendAsync(socket, new ExecReply(error is CommandNotFoundException ? ExecOutcome.NotFound : ExecOutcome.Refused, error.Message));
            return;
        }
        finally
        {
            Array.ForEach(descriptors, descriptor => _ = Libc.Close(descriptor));
        }

        var orders = ObeyAsync(socket, process, starter);
        await ExecChannel.SendAsync(socket, new ExecReply(ExecOutcome.Started, ""));
        await ExecChannel.SendAsync(socket, await process.Ended);
        socket.Shutdown(SocketShutdown.Both);
        await orders;
    }

    private static async Task ObeyAsync(Socket socket, HelperProcess process, CommandStarter starter)
    {
        var signal = new byte[1];
        try
        {
            while (await socket.ReceiveAsync(signal) == 1)
            {
                starter.Signal(process, signal[0]);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The same as the end of the stream.
        }

        // Without effect if it has ended.
        starter.Signal(process, Libc.SignalKill);
    }
}
