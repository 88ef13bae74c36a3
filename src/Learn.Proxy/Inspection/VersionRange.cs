using System.Collections.Immutable;
using System.Globalization;

namespace Learn.Proxy;

/// <summary>The minor versions of Kubernetes 1 whose kube-proxy could have written rules.</summary>
/// <param name="From">The first one.</param>
/// <param name="To">The last one; less than <paramref name="From"/> if the evidence contradicts itself.</param>
/// <param name="Evidence">What the answer follows from.</param>
public sealed record VersionRange(int From, int To, ImmutableArray<VersionEvidence> Evidence)
{
    /// <summary>The oldest version that is looked at.</summary>
    public const int Oldest = 20;

    /// <summary>The newest version that is known.</summary>
    public const int Newest = 34;

    /// <summary>True if no single version writes all of it.</summary>
    public bool IsContradiction => From > To;

    /// <summary>True if this minor version could have written the rules.</summary>
    public bool Contains(int minor) => minor >= From && minor <= To;

    /// <summary><c>1.27 to 1.30</c>, <c>1.31 or newer</c>, <c>1.20 or older</c>.</summary>
    public override string ToString() => IsContradiction ? "rules of several versions"
        : From <= Oldest && To >= Newest ? "any version from 1.20 on"
        : From <= Oldest ? Text($"1.{To} or older")
        : To >= Newest ? Text($"1.{From} or newer")
        : From == To ? Text($"1.{From}")
        : Text($"1.{From} to 1.{To}");

    internal static VersionRange Of(ImmutableArray<VersionEvidence> evidence) => new(
        evidence.Max(found => found.From) ?? Oldest, evidence.Min(found => found.To) ?? Newest, evidence);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
