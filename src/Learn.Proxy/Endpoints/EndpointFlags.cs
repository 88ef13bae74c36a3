namespace Learn.Proxy;

[Flags]
internal enum EndpointFlags : byte
{
    None = 0,
    Ready = 1,
    Serving = 2,
    Terminating = 4,
    Local = 8,
}
