namespace Learn;

/// <summary>When the phases of one request ended, counted from its start, as curl measured them. A phase that was not reached is zero.</summary>
/// <param name="NameLookup">The name was resolved (curl's <c>time_namelookup</c>).</param>
/// <param name="Connect">The TCP handshake was done (curl's <c>time_connect</c>).</param>
/// <param name="FirstByte">The first byte of the answer arrived (curl's <c>time_starttransfer</c>).</param>
/// <param name="Total">The request was over, one way or the other (curl's <c>time_total</c>).</param>
public readonly record struct CurlTimings(TimeSpan NameLookup, TimeSpan Connect, TimeSpan FirstByte, TimeSpan Total);
