using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Which names, numbers and protocols ports may have, in the wording of the API server.</summary>
internal static class PortRules
{
    public static readonly string[] Protocols = ["SCTP", "TCP", "UDP"];

    /// <summary>The name of a container port, also where it stands for a number. (RFC 6335, section 5.1, in small letters.)</summary>
    public static IReadOnlyList<string> CheckName(string name)
    {
        List<string> problems = [];
        if (name.Length > 15)
        {
            problems.Add("must be no more than 15 characters");
        }

        if (name.Length == 0 || name.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
        {
            problems.Add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }

        if (!name.Any(char.IsAsciiLetterLower))
        {
            problems.Add("must contain at least one letter (a-z)");
        }

        if (name.Contains("--", StringComparison.Ordinal))
        {
            problems.Add("must not contain consecutive hyphens");
        }

        if (name.StartsWith('-') || name.EndsWith('-'))
        {
            problems.Add("must not begin or end with a hyphen");
        }

        return problems;
    }

    public static void CheckNumberOrName(string path, IntOrString? port, List<FieldError> errors)
    {
        var text = port?.Value ?? "0";
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            AddressRules.CheckPort(path, number, errors);
        }
        else
        {
            errors.AddInvalid(path, text, CheckName(text));
        }
    }

    public static void CheckProtocol(string path, string? protocol, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(protocol))
        {
            errors.Add(FieldError.Required(path));
        }
        else if (!Protocols.Contains(protocol))
        {
            errors.Add(FieldError.NotSupported(path, protocol, Protocols));
        }
    }
}
