namespace Learn;

/// <summary>Which HTTP curl shall speak.</summary>
public enum CurlHttpVersion
{
    /// <summary>What curl chooses itself: HTTP/1.1 for <c>http://</c>.</summary>
    Default,

    /// <summary>HTTP/1.1 (<c>--http1.1</c>).</summary>
    Http11,

    /// <summary>HTTP/2 in clear text at once, without asking first (<c>--http2-prior-knowledge</c>): what gRPC does inside a cluster.</summary>
    Http2PriorKnowledge,
}
