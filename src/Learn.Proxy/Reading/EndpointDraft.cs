namespace Learn.Proxy;

/// <summary>An endpoint while its rules are being read.</summary>
internal sealed class EndpointDraft(string address, string chain)
{
    internal string Address { get; } = address;

    internal string Chain { get; } = chain;

    internal double Share { get; set; }

    internal double? LocalShare { get; set; }

    internal EndpointReading? Reading { get; private set; }

    internal EndpointReading Finish() => Reading = new(Address, Chain, Share, LocalShare);
}
