using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>The caller's side of the protocol.</summary>
internal static class HelperClient
{
    /// <summary>Opens a connection that stays open until either side ends.</summary>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    public static async Task<Socket> AppearAsync(string world, CancellationToken cancellationToken)
    {
        var socket = await ControlSocket.ConnectAsync(world, cancellationToken);
        DescriptorPassing.Send(socket, Channel.Presence, []);
        return socket;
    }

    /// <summary>Asks one thing.</summary>
    /// <exception cref="SandboxException">The helper answered that it failed.</exception>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    /// <exception cref="IOException">The helper ended while it was asked.</exception>
    public static async Task<HelperReply> AskAsync(string world, HelperRequest request, CancellationToken cancellationToken)
    {
        using var socket = await ControlSocket.ConnectAsync(world, cancellationToken);
        DescriptorPassing.Send(socket, Channel.Question, []);
        await Channel.SendAsync(socket, request, ProtocolJson.Default.HelperRequest, cancellationToken);
        var reply = await Channel.ReceiveAsync(socket, ProtocolJson.Default.HelperReply, cancellationToken);
        return reply.Failure is { } failure ? throw new SandboxException(failure) : reply;
    }

    /// <summary>Asks for a socket, which comes with one byte after the answer.</summary>
    /// <exception cref="SandboxException">The helper answered that it failed.</exception>
    /// <exception cref="SocketException">Nothing listens there.</exception>
    /// <exception cref="IOException">The helper ended while it was asked.</exception>
    public static async Task<Socket> AskForSocketAsync(string world, HelperRequest request, CancellationToken cancellationToken)
    {
        using var socket = await ControlSocket.ConnectAsync(world, cancellationToken);
        DescriptorPassing.Send(socket, Channel.Question, []);
        await Channel.SendAsync(socket, request, ProtocolJson.Default.HelperRequest, cancellationToken);
        var reply = await Channel.ReceiveAsync(socket, ProtocolJson.Default.HelperReply, cancellationToken);
        if (reply.Failure is { } failure)
        {
            throw new SandboxException(failure);
        }

        int[] descriptors;
        do
        {
            await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        }
        while (!DescriptorPassing.TryReceive(socket, out _, out descriptors));

        return descriptors is [var descriptor]
            ? new Socket(new SafeSocketHandle(descriptor, ownsHandle: true))
            : throw new EndOfStreamException("The helper handed over no socket.");
    }

    /// <summary>Asks for the description of a world, which comes when it is ready.</summary>
    public static async Task<WorldDescription> DescribeAsync(string world, CancellationToken cancellationToken) =>
        (await AskAsync(world, new HelperRequest.Describe(), cancellationToken)).Description ?? throw new InvalidDataException("The helper did not describe its world.");
}
