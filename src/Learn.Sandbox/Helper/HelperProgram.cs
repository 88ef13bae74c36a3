using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Learn.Sandbox;

/// <summary>The helper process: process 1 of its world. It ends when its standard input does, which the caller holds open while it lives.</summary>
internal static class HelperProgram
{
    /// <summary>The descriptor at which the launcher hands over the listening control socket.</summary>
    public const int ControlDescriptor = 3;

    private const int Refused = 90;

    /// <summary>Runs until the caller is gone.</summary>
    /// <param name="options">What the launcher says.</param>
    public static int Run(HelperOptions options)
    {
        new Thread(EndWithCaller, maxStackSize: 128 * 1024) { IsBackground = true, Name = "life line" }.Start();
        _ = Libc.SetSignalHandler(Libc.SignalChild, 0);
        OtherUsers.PretendWhereThereAreNone();
        _ = Libc.FileControl(ControlDescriptor, Libc.FileSetFlags, Libc.FileDescriptorCloseOnExec);
        if (NetworkNamespace.Identity() is var network && (network.Length == 0 || network == options.MachineNetwork))
        {
            Console.Error.WriteLine($"The helper refuses to work in the machine's own network namespace ({options.MachineNetwork}).");
            return Refused;
        }

        try
        {
            NetworkNamespace.RaiseLoopback();
            var world = new HelperWorld(OuterProcessId(), options, options.WithoutMounts ? PrivateMemory.None("this world was started without mounts") : PrivateMemory.Mount());
            Accept(new Socket(new SafeSocketHandle(ControlDescriptor, ownsHandle: true)), world);
            return 0;
        }
        catch (SandboxException error)
        {
            Console.Error.WriteLine(error.Message);
            return Refused;
        }
    }

    // The procfs is the machine's, and so are the numbers in it.
    private static int OuterProcessId() => int.Parse(new DirectoryInfo("/proc/self").LinkTarget ?? "", CultureInfo.InvariantCulture);

    private static unsafe void EndWithCaller()
    {
        byte ignored;
        nint count;
        do
        {
            // Nothing is ever written; an interrupted read is tried again.
            count = Libc.Read(0, &ignored, 1);
        }
        while (count > 0 || (count < 0 && Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted));

        Libc.Exit(0);
    }

    private static void Accept(Socket listener, HelperWorld world)
    {
        var desk = new QuestionDesk(world);
        var owner = Libc.EffectiveUserId();
        while (true)
        {
            var socket = listener.Accept();

            // Inside a user namespace other users have the overflow number; the owner is always this process's own.
            if (ControlSocket.PeerUserId(socket) != owner)
            {
                Console.Error.WriteLine("A connection of another user was refused.");
                socket.Dispose();
                continue;
            }

            _ = ServeAsync(socket, desk);
        }
    }

    private static async Task ServeAsync(Socket socket, QuestionDesk desk)
    {
        using (socket)
        {
            try
            {
                int[] descriptors;
                int purpose;
                do
                {
                    await socket.ReceiveAsync(Memory<byte>.Empty);
                }
                while (!DescriptorPassing.TryReceive(socket, out purpose, out descriptors));

                switch (purpose)
                {
                    case Channel.Question:
                        await desk.ServeAsync(socket, descriptors);
                        break;
                    case Channel.Presence:
                        // Nothing ever comes but the end.
                        await socket.ReceiveAsync(new byte[1]);
                        break;
                }
            }
            catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
            {
                // The caller went away; what it had started ends with its connection.
            }
            catch (Exception error)
            {
                // A mistake in this program: the caller sees its connection close, and its owner gets these words.
                Console.Error.WriteLine(error);
            }
        }
    }
}
