using System.Globalization;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>A capture after a few accidents.</summary>
/// <param name="Number">Which one of all mutated dumps; makes the same one again.</param>
/// <param name="Origin">The capture that it was.</param>
/// <param name="Family">The address family of the capture.</param>
/// <param name="Utf8">The text; not always valid UTF-8.</param>
internal sealed record MutatedDump(int Number, string Origin, IpFamily Family, byte[] Utf8)
{
    /// <summary>The text, with replacement characters for what is not UTF-8.</summary>
    internal string Text => Encoding.UTF8.GetString(Utf8);

    /// <summary>False if bytes were changed into something that is no text.</summary>
    internal bool IsText => !Text.Contains('\uFFFD', StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"dump {Number} (from {Origin})");
}
