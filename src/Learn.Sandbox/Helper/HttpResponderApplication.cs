using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Learn.Sandbox;

/// <summary>
/// Answers HTTP requests in the manner of agnhost's netexec mode (<see href="https://github.com/kubernetes/kubernetes/tree/master/test/images/agnhost"/>), under
/// the responder's behaviour.
/// </summary>
internal sealed class HttpResponderApplication : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        // A feature of the connection, set when it was accepted.
        var responder = context.Features.Get<HelperResponder>() ?? throw new InvalidOperationException("A connection belongs to no responder.");
        var client = Address(context.Connection.RemoteIpAddress, context.Connection.RemotePort);
        context.Response.Headers["X-Client-Address"] = client;
        foreach (var (name, value) in responder.Request.Headers)
        {
            context.Response.Headers[name] = value;
        }

        try
        {
            await (GrpcHealth.IsMeant(context.Request) ? GrpcHealth.AnswerAsync(context, responder) : AnswerAsync(context, responder, client));
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client waits no longer, or the responder was closed.
            context.Abort();
        }
    }

    /// <summary>Address and port as Go, and so agnhost, writes them: <c>10.244.1.5:40312</c>, <c>[fd00::5]:40312</c>.</summary>
    public static string Address(IPAddress? address, int port)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address ?? IPAddress.None;
        return new IPEndPoint(plain, port).ToString();
    }

    /// <summary>Sends a text with a status.</summary>
    public static async Task SendAsync(HttpContext context, int status, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var response = context.Response;
        response.StatusCode = status;

        // These have no body (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
        if (status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>Reads the rest of what the client sends: over HTTP/2, curl takes an answer before that for an error (its exit status 92).</summary>
    public static async Task DrainAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }
    }

    private static async Task AnswerAsync(HttpContext context, HelperResponder responder, string client)
    {
        await DrainAsync(context);
        var behaviour = responder.Behaviour;
        if (Faults.StatusOfPath(behaviour, context.Request.Path.Value ?? "") is { } status)
        {
            await SendAsync(context, status, status < 400 ? "ok" : $"{responder.Request.Identity} says that it is not well.\n");
            return;
        }

        switch (await Faults.BefallAsync(behaviour, context.RequestAborted))
        {
            case Fate.Close:
                context.Abort();
                break;
            case Fate.Fail:
                await SendAsync(context, behaviour.ErrorStatus, $"{responder.Request.Identity} fails on purpose.\n");
                break;
            default:
                await HttpPaths.AnswerAsync(context, responder.Request.Identity, client);
                break;
        }
    }
}
