using System.Net.Sockets;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server refuses in an EndpointSlice.</summary>
internal sealed class EndpointSliceValidation(V1EndpointSlice slice, List<FieldError> errors)
{
    private const int MaximumEndpoints = 1000;
    private const int MaximumAddresses = 100;
    private const int MaximumPorts = 20_000;
    private const int MaximumZoneHints = 8;

    public void Run()
    {
        if (string.IsNullOrEmpty(slice.AddressType))
        {
            errors.Add(FieldError.Required("addressType"));
        }
        else if (slice.AddressType is not ("IPv4" or "IPv6" or "FQDN"))
        {
            errors.Add(FieldError.NotSupported("addressType", slice.AddressType, "FQDN", "IPv4", "IPv6"));
        }

        CheckEndpoints();
        CheckPorts();
    }

    private void CheckEndpoints()
    {
        var endpoints = slice.Endpoints ?? [];
        if (endpoints.Count > MaximumEndpoints)
        {
            errors.Add(FieldError.TooMany("endpoints", endpoints.Count, MaximumEndpoints));
            return;
        }

        for (var i = 0; i < endpoints.Count; i++)
        {
            CheckEndpoint(endpoints[i], $"endpoints[{i}]");
        }
    }

    private void CheckEndpoint(V1Endpoint endpoint, string path)
    {
        var addresses = endpoint.Addresses ?? [];
        if (addresses.Count == 0)
        {
            errors.Add(FieldError.Required($"{path}.addresses", "must contain at least 1 address"));
        }
        else if (addresses.Count > MaximumAddresses)
        {
            errors.Add(FieldError.TooMany($"{path}.addresses", addresses.Count, MaximumAddresses));
        }

        for (var i = 0; i < addresses.Count; i++)
        {
            CheckAddress($"{path}.addresses[{i}]", addresses[i]);
        }

        if (!string.IsNullOrEmpty(endpoint.NodeName))
        {
            errors.AddInvalid($"{path}.nodeName", endpoint.NodeName, LabelRules.CheckDns1123Subdomain(endpoint.NodeName));
        }

        if (endpoint.Hostname is not null)
        {
            errors.AddInvalid($"{path}.hostname", endpoint.Hostname, LabelRules.CheckDns1123Label(endpoint.Hostname));
        }

        CheckHints(endpoint.Hints?.ForZones ?? [], $"{path}.hints.forZones");
    }

    private void CheckAddress(string path, string address)
    {
        switch (slice.AddressType)
        {
            case "IPv4" when Addresses.Parse(address)?.AddressFamily != AddressFamily.InterNetwork:
                errors.Add(FieldError.Invalid(path, address, "must be a valid IPv4 address"));
                break;
            case "IPv6" when Addresses.Parse(address)?.AddressFamily != AddressFamily.InterNetworkV6:
                errors.Add(FieldError.Invalid(path, address, "must be a valid IPv6 address"));
                break;
            case "FQDN":
                CheckDomainName(path, address.EndsWith('.') ? address[..^1] : address);
                break;
        }

        if (slice.AddressType != "FQDN")
        {
            AddressRules.CheckNotSpecial(path, address, errors);
        }
    }

    private void CheckDomainName(string path, string name)
    {
        if (LabelRules.CheckDns1123Subdomain(name) is { Count: > 0 } problems)
        {
            errors.Add(FieldError.Invalid(path, name, string.Join(',', problems)));
        }
        else if (!name.Contains('.', StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid(path, name, "should be a domain with at least two segments separated by dots"));
        }
    }

    private void CheckHints(IList<V1ForZone> hints, string path)
    {
        if (hints.Count > MaximumZoneHints)
        {
            errors.Add(FieldError.TooMany(path, hints.Count, MaximumZoneHints));
            return;
        }

        for (var i = 0; i < hints.Count; i++)
        {
            var zone = hints[i].Name ?? "";
            if (hints.Take(i).Any(earlier => earlier.Name == zone))
            {
                errors.Add(FieldError.Duplicate($"{path}[{i}].name", zone));
            }

            errors.AddInvalid($"{path}[{i}].name", zone, LabelRules.CheckLabelValue(zone));
        }
    }

    private void CheckPorts()
    {
        var ports = slice.Ports ?? [];
        if (ports.Count > MaximumPorts)
        {
            errors.Add(FieldError.TooMany("ports", ports.Count, MaximumPorts));
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ports.Count; i++)
        {
            var name = ports[i].Name ?? "";
            if (name.Length > 0)
            {
                errors.AddInvalid($"ports[{i}].name", name, LabelRules.CheckDns1123Label(name));
            }

            if (!names.Add(name))
            {
                errors.Add(FieldError.Duplicate($"ports[{i}].name", name));
            }

            PortRules.CheckProtocol($"ports[{i}].protocol", ports[i].Protocol, errors);
            if (ports[i].AppProtocol is { } application)
            {
                errors.AddInvalid($"ports[{i}].appProtocol", application, LabelRules.CheckQualifiedName(application));
            }
        }
    }
}
