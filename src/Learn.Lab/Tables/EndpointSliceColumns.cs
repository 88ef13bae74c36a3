using System.Globalization;
using k8s.Models;

namespace Learn;

/// <summary>The columns of EndpointSlices.</summary>
internal static class EndpointSliceColumns
{
    /// <summary>The columns.</summary>
    public static TableColumns Columns { get; } = TableColumns.Of<V1EndpointSlice>(
        ["addresstype", "ports", "endpoints", "age"],
        (slice, now) =>
        [
            slice.AddressType ?? "",
            TableColumns.FirstThree([.. (slice.Ports ?? []).Select(port => port.Port?.ToString(CultureInfo.InvariantCulture) ?? port.Name ?? "*")]),
            TableColumns.FirstThree([.. (slice.Endpoints ?? []).SelectMany(endpoint => endpoint.Addresses)]),
            TableColumns.Age(slice.Metadata.CreationTimestamp, now),
        ],
        [],
        _ => []);
}
