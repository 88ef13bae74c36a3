using System.Collections.Immutable;
using System.Text;

namespace Learn;

/// <summary>Gives every sample its body: curl writes the bodies to standard output one after the other, with nothing in between.</summary>
public static class CurlBodies
{
    /// <summary>Cuts curl's standard output by the sizes in the samples. What is missing at the end leaves bodies short or empty.</summary>
    /// <param name="samples">The samples in the order in which they came.</param>
    /// <param name="output">Everything that curl wrote to standard output, read as UTF-8.</param>
    public static ImmutableArray<CurlSample> Attach(IEnumerable<CurlSample> samples, ReadOnlySpan<byte> output)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var result = ImmutableArray.CreateBuilder<CurlSample>();
        var position = 0;
        foreach (var sample in samples)
        {
            var length = (int)Math.Min(sample.BodySize, output.Length - position);
            result.Add(sample with { Body = Encoding.UTF8.GetString(output.Slice(position, length)) });
            position += length;
        }

        return result.ToImmutable();
    }
}
