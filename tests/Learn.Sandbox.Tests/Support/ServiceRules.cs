using System.Globalization;
using System.Text;

namespace Learn.Sandbox.Tests;

/// <summary>Payloads for iptables-restore in the shape of kube-proxy's.</summary>
internal static class ServiceRules
{
    /// <summary>The rules of services 10.96.A.B:80, each with some endpoints.</summary>
    /// <param name="services">Numbers of the services.</param>
    /// <param name="endpoints">Endpoints per service.</param>
    /// <param name="target">Where all endpoints are, as address:port.</param>
    /// <param name="removed">Numbers of services whose chains are deleted.</param>
    public static byte[] Payload(IReadOnlyList<int> services, int endpoints, string target, IReadOnlyList<int>? removed = null)
    {
        removed ??= [];
        var text = new StringBuilder("*filter\n:KUBE-FORWARD - [0:0]\n-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP\nCOMMIT\n*nat\n:KUBE-SERVICES - [0:0]\n:KUBE-MARK-MASQ - [0:0]\n");
        foreach (var service in services.Concat(removed))
        {
            text.Append(Invariant($":{Service(service)} - [0:0]\n"));
            for (var endpoint = 0; endpoint < endpoints; endpoint++)
            {
                text.Append(Invariant($":{Endpoint(service, endpoint)} - [0:0]\n"));
            }
        }

        text.Append("-A KUBE-MARK-MASQ -j MARK --or-mark 0x4000\n");
        foreach (var service in services)
        {
            var about = Invariant($"-m comment --comment \"default/service-{service}:http\"");
            text.Append(Invariant($"-A KUBE-SERVICES {about} -m tcp -p tcp -d {Address(service)} --dport 80 -j {Service(service)}\n"));
            for (var endpoint = 0; endpoint < endpoints; endpoint++)
            {
                var lot = endpoints - endpoint > 1 ? Invariant($" -m statistic --mode random --probability {1.0 / (endpoints - endpoint):0.0000000000}") : "";
                text.Append(Invariant($"-A {Service(service)} {about}{lot} -j {Endpoint(service, endpoint)}\n"));
                text.Append(Invariant($"-A {Endpoint(service, endpoint)} {about} -s {target.Split(':')[0]} -j KUBE-MARK-MASQ\n"));
                text.Append(Invariant($"-A {Endpoint(service, endpoint)} {about} -m tcp -p tcp -j DNAT --to-destination {target}\n"));
            }
        }

        foreach (var service in removed)
        {
            text.Append(Invariant($"-X {Service(service)}\n"));
            for (var endpoint = 0; endpoint < endpoints; endpoint++)
            {
                text.Append(Invariant($"-X {Endpoint(service, endpoint)}\n"));
            }
        }

        return Encoding.UTF8.GetBytes(text.Append("COMMIT\n").ToString());
    }

    /// <summary>The address of a service.</summary>
    public static string Address(int service) => Invariant($"10.96.{service / 250}.{1 + (service % 250)}");

    private static string Service(int service) => Invariant($"KUBE-SVC-{service:0000}");

    private static string Endpoint(int service, int endpoint) => Invariant($"KUBE-SEP-{service:0000}-{endpoint:00}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
