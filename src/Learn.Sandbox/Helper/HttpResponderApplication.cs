using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Learn.Sandbox;

/// <summary>
/// Answers HTTP requests in the manner of agnhost's netexec mode (<see href="https://github.com/kubernetes/kubernetes/tree/master/test/images/agnhost"/>).
/// What lets a client run commands or stop the server there is not offered.
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
        var (status, text) = Answer(context, responder.Request.Identity, client);
        var body = Encoding.UTF8.GetBytes(text);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers["X-Client-Address"] = client;
        foreach (var (name, value) in responder.Request.Headers)
        {
            response.Headers[name] = value;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body);
        }
    }

    /// <summary>Address and port as Go, and so agnhost, writes them: <c>10.244.1.5:40312</c>, <c>[fd00::5]:40312</c>.</summary>
    public static string Address(IPAddress? address, int port)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address ?? IPAddress.None;
        return new IPEndPoint(plain, port).ToString();
    }

    private static (int Status, string Text) Answer(HttpContext context, string identity, string client)
    {
        var request = context.Request;
        switch (request.Path.Value?.ToUpperInvariant())
        {
            case "/HOSTNAME":
                return (StatusCodes.Status200OK, identity);
            case "/CLIENTIP":
                return (StatusCodes.Status200OK, client);
            case "/ECHO":
                return (Status(request.Query["code"]), request.Query["msg"].ToString());
            case "/HEADER":
                return (StatusCodes.Status200OK, request.Headers[request.Query["key"].ToString()].ToString());
            case "/HEALTHZ":
                return (StatusCodes.Status200OK, "ok");
            case "/SHELL" or "/EXIT" or "/SHUTDOWN" or "/UPLOAD" or "/DIAL":
                return (StatusCodes.Status404NotFound, "The built-in workload does not offer this.\n");
            default:
                return (StatusCodes.Status200OK, $"Hello from {identity}, port {context.Connection.LocalPort}. You came from {client}.\n");
        }
    }

    private static int Status(string? code) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and <= 599 ? status : StatusCodes.Status200OK;
}
