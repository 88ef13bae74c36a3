using System.Net;
using System.Net.Sockets;

namespace Learn.Course;

/// <summary>
/// Looks a name up before requests that wait for a short time only: curl counts the lookup as a part of connecting, and a slow name server on a busy machine must
/// not look like a lost packet, nor like an unknown name.
/// </summary>
internal static class NameAhead
{
    /// <summary>What curl is told: <c>web:80:10.96.0.12</c>; null if it had better look the name up itself.</summary>
    public static async Task<string?> FindAsync(Lab lab, TrafficPlan plan, CancellationToken cancellationToken)
    {
        if (!lab.Report.MountsAllowed || !Uri.TryCreate(plan.To, UriKind.Absolute, out var url) || url.HostNameType != UriHostNameType.Dns)
        {
            return null;
        }

        string database = plan.Family switch { AddressFamily.InterNetwork => "ahostsv4", AddressFamily.InterNetworkV6 => "ahostsv6", _ => "ahosts" };
        var found = await lab.ExecAsync(plan.From, ["env", "RES_OPTIONS=timeout:2 attempts:2", "getent", database, url.Host], cancellationToken: cancellationToken);
        return found.OutputText.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries) is [var first, ..] && IPAddress.TryParse(first, out var address)
            ? FormattableString.Invariant($"{url.Host}:{url.Port}:{(address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString())}")
            : null;
    }
}
