using System.Globalization;

namespace Learn;

/// <summary>The version of a curl program.</summary>
/// <param name="Major">First number, such as 8 of 8.5.0.</param>
/// <param name="Minor">Second number.</param>
/// <param name="Patch">Third number.</param>
public readonly record struct CurlVersion(int Major, int Minor, int Patch) : IComparable<CurlVersion>
{
    /// <summary>
    /// The oldest version whose output tells enough: <c>%{exitcode}</c> and <c>%{errormsg}</c> came with 7.75, <c>%{header_json}</c> with 7.83,
    /// <c>--rate</c> with 7.84. Debian 12 has 7.88, Ubuntu 24.04 has 8.5.
    /// </summary>
    public static CurlVersion Oldest => new(7, 84, 0);

    /// <summary>Reads the first line of <c>curl --version</c>, or null if it is not of the form "curl 7.88.1 (…".</summary>
    public static CurlVersion? Parse(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var words = output.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0] != "curl")
        {
            return null;
        }

        // Builds between releases are called 8.5.0-DEV.
        var numbers = words[1].Split('-')[0].Split('.');
        return numbers.Length == 3
            && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            && int.TryParse(numbers[2], NumberStyles.None, CultureInfo.InvariantCulture, out var patch)
            ? new CurlVersion(major, minor, patch)
            : null;
    }

    /// <summary>Compares by major, then minor, then patch number.</summary>
    public int CompareTo(CurlVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>True if the left version is older.</summary>
    public static bool operator <(CurlVersion left, CurlVersion right) => left.CompareTo(right) < 0;

    /// <summary>True if the left version is newer.</summary>
    public static bool operator >(CurlVersion left, CurlVersion right) => left.CompareTo(right) > 0;

    /// <summary>True if the left version is older or the same.</summary>
    public static bool operator <=(CurlVersion left, CurlVersion right) => left.CompareTo(right) <= 0;

    /// <summary>True if the left version is newer or the same.</summary>
    public static bool operator >=(CurlVersion left, CurlVersion right) => left.CompareTo(right) >= 0;

    /// <summary>The version as curl writes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}
