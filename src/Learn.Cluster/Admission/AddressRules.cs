using System.Net;

namespace Learn.Cluster;

/// <summary>Which addresses and ports objects may hold, in the wording of the API server.</summary>
internal static class AddressRules
{
    public const string AddressMessage = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

    public const string RangeMessage = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

    private static readonly (IPNetwork Range, string Message)[] SpecialRanges =
    [
        (IPNetwork.Parse("0.0.0.0/32"), "may not be unspecified (0.0.0.0 or ::)"),
        (IPNetwork.Parse("::/128"), "may not be unspecified (0.0.0.0 or ::)"),
        (IPNetwork.Parse("127.0.0.0/8"), "may not be in the loopback range (127.0.0.0/8, ::1/128)"),
        (IPNetwork.Parse("::1/128"), "may not be in the loopback range (127.0.0.0/8, ::1/128)"),
        (IPNetwork.Parse("169.254.0.0/16"), "may not be in the link-local range (169.254.0.0/16, fe80::/10)"),
        (IPNetwork.Parse("fe80::/10"), "may not be in the link-local range (169.254.0.0/16, fe80::/10)"),
        (IPNetwork.Parse("224.0.0.0/24"), "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"),
        (IPNetwork.Parse("ff02::/16"), "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"),
    ];

    public static bool CheckAddress(string path, string address, List<FieldError> errors)
    {
        if (Addresses.Parse(address) is not null)
        {
            return true;
        }

        errors.Add(FieldError.Invalid(path, address, AddressMessage));
        return false;
    }

    /// <summary>Addresses that mean something special on every machine can be nobody's.</summary>
    public static void CheckNotSpecial(string path, string address, List<FieldError> errors)
    {
        if (Addresses.Parse(address) is { } parsed)
        {
            errors.AddInvalid(path, address, SpecialRanges.Where(special => special.Range.Contains(parsed)).Select(special => special.Message));
        }
    }

    public static void CheckRange(string path, string range, List<FieldError> errors)
    {
        if (Addresses.ParseRange(range) is null)
        {
            errors.Add(FieldError.Invalid(path, range, RangeMessage));
        }
    }

    public static void CheckPort(string path, int port, List<FieldError> errors)
    {
        if (port is < 1 or > 65535)
        {
            errors.Add(FieldError.Invalid(path, port, "must be between 1 and 65535, inclusive"));
        }
    }
}
