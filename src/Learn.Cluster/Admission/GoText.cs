namespace Learn.Cluster;

/// <summary>A value that an API message shows in the notation of the Go language, as the API server does for structures and missing
/// lists.</summary>
/// <param name="Text">The text as it appears in the message.</param>
internal sealed record GoText(string Text)
{
    /// <summary>A list of texts; a missing one is written <c>[]string(nil)</c>.</summary>
    public static object List(IList<string>? texts) => texts is { Count: > 0 } ? texts : new GoText("[]string(nil)");

    /// <summary>A port of a Service, of which only protocol and number count.</summary>
    public static GoText ServicePort(string protocol, int port) => new(
        $"core.ServicePort{{Name:\"\", Protocol:\"{protocol}\", AppProtocol:(*string)(nil), Port:{port}, "
        + "TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:\"\"}, NodePort:0}");
}
