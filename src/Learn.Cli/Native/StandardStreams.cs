using System.Runtime.InteropServices;

namespace Learn.Cli.Native;

/// <summary>
/// The standard streams as the kernel has them: bytes pass unbuffered and unchanged, and a reader that went away is noticed. (The console of
/// .NET edits lines on a terminal and hides a broken pipe.)
/// </summary>
internal static unsafe class StandardStreams
{
    public const int Input = 0;
    public const int Output = 1;
    public const int Error = 2;

    /// <summary>Reads what is there, waiting for the first byte.</summary>
    /// <returns>How many bytes; 0 at the end, also if it cannot be read.</returns>
    public static int Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                nint count = Libc.Read(Input, start, (nuint)buffer.Length);
                if (count >= 0)
                {
                    return (int)count;
                }

                if (Marshal.GetLastPInvokeError() != Libc.ErrorInterrupted)
                {
                    return 0;
                }
            }
        }
    }

    /// <summary>Writes all of it.</summary>
    /// <returns>False if nobody reads it any more.</returns>
    public static bool Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (int written = 0; written < bytes.Length;)
            {
                nint count = Libc.Write(descriptor, start + written, (nuint)(bytes.Length - written));
                if (count >= 0)
                {
                    written += (int)count;
                    continue;
                }

                int error = Marshal.GetLastPInvokeError();
                if (error == Libc.ErrorAgain)
                {
                    // Somebody made a terminal or pipe that others share non-blocking.
                    var entry = new Libc.PollEntry { Descriptor = descriptor, Wanted = Libc.PollOut };
                    _ = Libc.Poll(&entry, 1, -1);
                }
                else if (error != Libc.ErrorInterrupted)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Lets go of all three: from now on nothing is read, and what is written vanishes.</summary>
    public static void Release()
    {
        int nothing = Libc.Open("/dev/null", Libc.OpenReadWrite);
        for (int descriptor = Input; descriptor <= Error; descriptor++)
        {
            _ = Libc.Duplicate(nothing, descriptor);
        }

        if (nothing > Error)
        {
            _ = Libc.Close(nothing);
        }
    }
}
