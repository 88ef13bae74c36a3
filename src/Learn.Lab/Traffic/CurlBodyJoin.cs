using System.Buffers;
using System.Text;

namespace Learn;

/// <summary>
/// Gives every sample its body while both come: curl writes the bodies to standard output one after the other, with nothing in
/// between, and the samples, with the sizes, to standard error. Calls may come from two threads.
/// </summary>
/// <param name="onSample">Is given each sample when its body is complete.</param>
internal sealed class CurlBodyJoin(Action<CurlSample> onSample)
{
    private readonly Lock gate = new();
    private readonly Queue<CurlSample> waiting = new();
    private readonly ArrayBufferWriter<byte> bodies = new();
    private int taken;

    /// <summary>Takes a piece of standard output.</summary>
    public void AddOutput(ReadOnlySpan<byte> output)
    {
        lock (gate)
        {
            bodies.Write(output);
            Release(all: false);
        }
    }

    /// <summary>Takes a sample.</summary>
    public void AddSample(CurlSample sample)
    {
        lock (gate)
        {
            waiting.Enqueue(sample);
            Release(all: false);
        }
    }

    /// <summary>Says that no more comes: what is missing leaves bodies short or empty.</summary>
    public void Complete()
    {
        lock (gate)
        {
            Release(all: true);
        }
    }

    private void Release(bool all)
    {
        while (waiting.TryPeek(out var sample))
        {
            int left = bodies.WrittenCount - taken;
            if (sample.BodySize > left && !all)
            {
                return;
            }

            waiting.Dequeue();
            int length = (int)Math.Min(sample.BodySize, left);
            string body = Encoding.UTF8.GetString(bodies.WrittenSpan.Slice(taken, length));
            taken += length;
            onSample(sample with { Body = body });
        }

        if (taken == bodies.WrittenCount)
        {
            bodies.ResetWrittenCount();
            taken = 0;
        }
    }
}
