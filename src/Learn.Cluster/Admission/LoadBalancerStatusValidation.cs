using k8s.Models;

namespace Learn.Cluster;

/// <summary>Validation of what a cloud provider writes into the status of a Service.</summary>
internal static class LoadBalancerStatusValidation
{
    public static void Check(V1Service service, List<FieldError> errors)
    {
        var entries = service.Status?.LoadBalancer?.Ingress ?? [];
        if (entries.Count > 0 && service.Spec.Type != "LoadBalancer")
        {
            errors.Add(FieldError.Forbidden("status.loadBalancer.ingress", "may only be used when `spec.type` is \"LoadBalancer\""));
        }

        for (var i = 0; i < entries.Count; i++)
        {
            Check(entries[i], $"status.loadBalancer.ingress[{i}]", errors);
        }
    }

    private static void Check(V1LoadBalancerIngress entry, string path, List<FieldError> errors)
    {
        if (!string.IsNullOrEmpty(entry.Ip) && Addresses.Parse(entry.Ip) is null)
        {
            errors.Add(FieldError.Invalid($"{path}.ip", entry.Ip, AddressRules.AddressMessage));
        }

        if (entry.IpMode is not (null or "VIP" or "Proxy"))
        {
            errors.Add(FieldError.NotSupported($"{path}.ipMode", entry.IpMode, "Proxy", "VIP"));
        }
        else if (entry.IpMode is not null && string.IsNullOrEmpty(entry.Ip))
        {
            errors.Add(FieldError.Forbidden($"{path}.ipMode", "may not be used when `ip` is not set"));
        }

        if (!string.IsNullOrEmpty(entry.Hostname))
        {
            errors.AddInvalid($"{path}.hostname", entry.Hostname, LabelRules.CheckDns1123Subdomain(entry.Hostname));
            if (Addresses.Parse(entry.Hostname) is not null)
            {
                errors.Add(FieldError.Invalid($"{path}.hostname", entry.Hostname, "must be a DNS name, not an IP address"));
            }
        }
    }
}
