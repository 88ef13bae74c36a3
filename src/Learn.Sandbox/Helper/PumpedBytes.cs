using System.Runtime.InteropServices;

namespace Learn.Sandbox;

/// <summary>Bytes on their way between two descriptors that do not block.</summary>
internal sealed unsafe class PumpedBytes
{
    private readonly byte[] _bytes = new byte[16 * 1024];
    private int _start;
    private int _end;

    public bool IsEmpty => _start == _end;

    public void Clear() => _start = _end = 0;

    /// <summary>Takes what there is, if it is empty. False at the end, which is also how a terminal without programs answers (EIO).</summary>
    public bool ReadFrom(int descriptor)
    {
        nint count;
        fixed (byte* bytes = _bytes)
        {
            count = Libc.Read(descriptor, bytes, (nuint)_bytes.Length);
        }

        if (count > 0)
        {
            (_start, _end) = (0, (int)count);
        }

        return count > 0 || (count < 0 && IsOnlyLate());
    }

    /// <summary>Gives away as much as is taken. False if nobody is there to take it.</summary>
    public bool WriteTo(int descriptor)
    {
        if (IsEmpty)
        {
            return true;
        }

        nint count;
        fixed (byte* bytes = _bytes)
        {
            count = Libc.Write(descriptor, bytes + _start, (nuint)(_end - _start));
        }

        if (count > 0)
        {
            _start += (int)count;
        }

        return count >= 0 || IsOnlyLate();
    }

    private static bool IsOnlyLate() => Marshal.GetLastPInvokeError() is Libc.ErrorAgain or Libc.ErrorInterrupted;
}
