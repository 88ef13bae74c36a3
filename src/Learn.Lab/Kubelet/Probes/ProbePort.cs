using System.Globalization;
using k8s.Models;

namespace Learn;

/// <summary>The number behind the port of a probe or hook.</summary>
internal static class ProbePort
{
    /// <summary>The number that is given, or that of the container's port of that name.</summary>
    /// <param name="port">Number or name.</param>
    /// <param name="container">The container.</param>
    /// <param name="problem">Why there is none.</param>
    /// <returns>1–65535, or null.</returns>
    public static int? Resolve(IntOrString? port, V1Container container, out string problem)
    {
        string text = port?.Value ?? string.Empty;
        int number = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int given)
            ? given
            : container.Ports?.FirstOrDefault(candidate => candidate.Name == text)?.ContainerPort ?? 0;
        bool isNumber = given != 0 || text == "0";
        problem = isNumber ? $"invalid port number: {number}" : $"couldn't find port: {text}";
        return number is > 0 and < 65536 ? number : null;
    }
}
