namespace Learn;

/// <summary>Which HTTP curl shall speak.</summary>
public enum CurlHttpVersion
{
    /// <summary>What curl chooses itself: HTTP/1.1 for <c>http://</c>.</summary>
    Default,

    /// <summary>HTTP/1.1 (<c>--http1.1</c>).</summary>
    Http11,

    /// <summary>
    /// HTTP/2 in clear text at once, without asking first (<c>--http2-prior-knowledge</c>): what gRPC does inside a cluster. With
    /// <see cref="CurlRequest.KeepAlive"/> it needs curl 8.0: 7.88, which Debian 12 has, fails when it uses such a connection again.
    /// </summary>
    Http2PriorKnowledge,
}
