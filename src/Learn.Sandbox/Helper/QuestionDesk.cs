using System.Buffers.Binary;
using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>Answers the callers of the helper process.</summary>
internal sealed class QuestionDesk(HelperWorld world)
{
    private static readonly TimeSpan HangUpPatience = TimeSpan.FromSeconds(1);

    /// <summary>Reads the question of a connection and answers it.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="descriptors">
    /// What was handed over with its first byte: the standard streams of a command, or the socket for its terminal, or nothing. They are closed here.
    /// </param>
    public async Task ServeAsync(Socket socket, int[] descriptors)
    {
        HelperProcess? process = null;
        PseudoTerminal? terminal = null;
        Socket? given = null;
        HelperReply reply;
        try
        {
            var request = await Channel.ReceiveAsync(socket, ProtocolJson.Default.HelperRequest);
            if (request is HelperRequest.RunCommand command)
            {
                (process, terminal) = await StartAsync(command, descriptors);
                reply = new HelperReply();
            }
            else if (request is HelperRequest.OpenListener open)
            {
                given = await world.Sockets.ListenAsync(world.Hosts.Get(open.Host), open.Address, open.Port);
                reply = new HelperReply();
            }
            else if (request is HelperRequest.OpenSocket plain)
            {
                given = await world.Sockets.OpenAsync(world.Hosts.Get(plain.Host), (AddressFamily)plain.Family, (SocketType)plain.Type, (ProtocolType)plain.Protocol);
                reply = new HelperReply();
            }
            else if (request is HelperRequest.OpenTraceSocket trace)
            {
                given = await world.NetfilterSockets.OpenTraceAsync(world.Hosts.Get(trace.Host));
                reply = new HelperReply();
            }
            else if (request is HelperRequest.OpenRuleSocket rules)
            {
                given = await world.NetfilterSockets.OpenRulesAsync(world.Hosts.Get(rules.Host), (AddressFamily)rules.Family);
                reply = new HelperReply();
            }
            else
            {
                reply = await AnswerAsync(request);
            }
        }
        catch (SandboxException error)
        {
            reply = new HelperReply { Failure = error.Message, IsMissingProgram = error is CommandNotFoundException };
        }
        catch (ObjectDisposedException)
        {
            // Its namespaces were closed. If it is the connection that is gone, the answer does not get far.
            reply = new HelperReply { Failure = "The host was removed meanwhile." };
        }
        finally
        {
            Array.ForEach(descriptors, descriptor => _ = Libc.Close(descriptor));
        }

        var orders = process is null ? Task.CompletedTask : ObeyAsync(socket, process, terminal);
        using (given)
        {
            await Channel.SendAsync(socket, reply, ProtocolJson.Default.HelperReply);
            if (given is not null)
            {
                DescriptorPassing.Send(socket, Channel.Question, [(int)given.SafeHandle.DangerousGetHandle()]);
            }
        }

        if (process is not null)
        {
            await Channel.SendAsync(socket, await process.Ended, ProtocolJson.Default.CommandEnd);
            socket.Shutdown(SocketShutdown.Both);
            await orders;
        }
    }

    private async Task<HelperReply> AnswerAsync(HelperRequest request)
    {
        switch (request)
        {
            case HelperRequest.Describe:
                return new HelperReply { Description = await world.DescribeAsync() };
            case HelperRequest.AddHosts add:
                await world.Hosts.AddAsync(add.Names);
                return new HelperReply();
            case HelperRequest.RemoveHosts remove:
                await world.RemoveAsync(remove.Names);
                return new HelperReply();
            case HelperRequest.ListHosts:
                return new HelperReply { Names = world.Hosts.Names };
            case HelperRequest.ConnectHosts connect:
                await world.Links.ConnectAsync(connect.Links);
                return new HelperReply();
            case HelperRequest.ListInterfaces list:
                return new HelperReply { Names = await world.NetfilterSockets.ListInterfacesAsync(world.Hosts.Get(list.Host)) };
            case HelperRequest.GetSysctl get:
                return new HelperReply { Text = await world.Sysctls.GetAsync(world.Hosts.Get(get.Host), get.Key) };
            case HelperRequest.SetSysctl change:
                return new HelperReply { Text = await world.Sysctls.SetAsync(world.Hosts.Get(change.Host), change.Key, change.Value) };
            case HelperRequest.WriteFile write:
                return new HelperReply { Text = await world.Files.WriteAsync(world.Hosts.Get(write.Host), write.Path, write.Content) };
            case HelperRequest.Listen listen:
                return new HelperReply { Responder = await world.Responders.ListenAsync(world.Hosts.Get(listen.Host), listen.Responder) };
            case HelperRequest.StopListening stop:
                world.Responders.StopListening(stop.Responder);
                return new HelperReply();
            case HelperRequest.ListenAgain again:
                await world.Responders.ListenAgainAsync(again.Responder);
                return new HelperReply();
            case HelperRequest.SetBehaviour set:
                world.Responders.SetBehaviour(set.Responder, set.Read());
                return new HelperReply();
            case HelperRequest.CloseResponder close:
                world.Responders.Close(close.Responder);
                return new HelperReply();
            default:
                throw new SandboxException($"The helper does not know the question {request.GetType().Name}.");
        }
    }

    private async Task<(HelperProcess Process, PseudoTerminal? Terminal)> StartAsync(HelperRequest.RunCommand command, int[] descriptors)
    {
        const int StandardStreams = 3;
        if (descriptors.Length != (command.Terminal is null ? StandardStreams : 1))
        {
            throw new SandboxException("A command came without its standard streams.");
        }

        var host = world.Hosts.Get(command.Host);
        var terminal = command.Terminal is { } size ? PseudoTerminal.Open(size) : null;
        try
        {
            var process = await world.Commands.StartAsync(host, command, terminal is null ? descriptors : [], terminal?.Path);
            if (!world.Hosts.Contains(host))
            {
                // The host was removed while the command started.
                world.Commands.Signal(process, Libc.SignalKill);
            }

            terminal?.Join(descriptors[0], process.Ended);
            return (process, terminal);
        }
        catch
        {
            terminal?.Dispose();
            throw;
        }
    }

    /// <summary>The caller sends a byte per signal; when its side of the connection closes, the process group is killed.</summary>
    private async Task ObeyAsync(Socket socket, HelperProcess process, PseudoTerminal? terminal)
    {
        var order = new byte[1];
        var size = new byte[4];
        try
        {
            using var stream = new NetworkStream(socket);
            while (await stream.ReadAsync(order) == 1)
            {
                if (order[0] == Channel.Resize)
                {
                    await stream.ReadExactlyAsync(size);
                    terminal?.Resize(BinaryPrimitives.ReadUInt16LittleEndian(size), BinaryPrimitives.ReadUInt16LittleEndian(size.AsSpan(2)));
                }
                else
                {
                    world.Commands.Signal(process, order[0]);
                }
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // The same as the end of the stream.
        }

        if (terminal is not null && !process.Ended.IsCompleted)
        {
            // A shell passes the hang-up on to its jobs, which have process groups of their own.
            terminal.HangUp();
            await Task.WhenAny(process.Ended, Task.Delay(HangUpPatience));
        }

        // Without effect if it has ended.
        world.Commands.Signal(process, Libc.SignalKill);
    }
}
