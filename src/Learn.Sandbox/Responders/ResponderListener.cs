using System.Net;

namespace Learn.Sandbox;

/// <summary>A place where a responder listens.</summary>
/// <param name="Transport">What is spoken there.</param>
/// <param name="Port">1–65535, or 0 for a free one (see <see cref="Responder.Listeners"/>).</param>
/// <param name="Address">Address of the host; null for all its addresses of both families.</param>
public sealed record ResponderListener(Transport Transport, int Port, IPAddress? Address = null);
