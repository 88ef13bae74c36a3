using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Learn.Sandbox;

/// <summary>What there is to ask for over HTTP. What lets a client of agnhost run commands or stop the server there is not offered.</summary>
internal static class HttpPaths
{
    private const double LongestWait = 3600;
    private const int UsualLines = 10;

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="identity">Who answers.</param>
    /// <param name="client">The client's address and port.</param>
    /// <exception cref="OperationCanceledException">The client waits no longer.</exception>
    public static async Task AnswerAsync(HttpContext context, string identity, string client)
    {
        var query = context.Request.Query;
        switch (context.Request.Path.Value?.ToUpperInvariant())
        {
            case "/DELAY":
                await Task.Delay(Seconds(query["seconds"], 0), context.RequestAborted);
                await HttpResponderApplication.SendAsync(context, StatusCodes.Status200OK, identity);
                break;
            case "/STREAM":
                await StreamAsync(context, identity);
                break;
            case "/REDIRECT":
                // As agnhost does it: 302 unless told otherwise.
                context.Response.Headers.Location = query["location"].ToString() is { Length: > 0 } location ? Plain(location) : "/";
                await HttpResponderApplication.SendAsync(context, Status(query["code"], 300, 399, StatusCodes.Status302Found), "");
                break;
            default:
                var (status, text) = Answer(context, identity, client);
                await HttpResponderApplication.SendAsync(context, status, text);
                break;
        }
    }

    private static (int Status, string Text) Answer(HttpContext context, string identity, string client)
    {
        var request = context.Request;
        return request.Path.Value?.ToUpperInvariant() switch
        {
            "/HOSTNAME" => (StatusCodes.Status200OK, identity),
            "/CLIENTIP" => (StatusCodes.Status200OK, client),
            "/ECHO" => (Status(request.Query["code"], 200, 599, StatusCodes.Status200OK), request.Query["msg"].ToString()),
            "/HEADER" => (StatusCodes.Status200OK, request.Headers[request.Query["key"].ToString()].ToString()),
            "/HEALTHZ" or "/READYZ" or "/LIVEZ" => (StatusCodes.Status200OK, "ok"),
            "/SHELL" or "/EXIT" or "/SHUTDOWN" or "/UPLOAD" or "/DIAL" => (StatusCodes.Status404NotFound, "The built-in workload does not offer this.\n"),
            _ => (StatusCodes.Status200OK, $"Hello from {identity}, port {context.Connection.LocalPort}. You came from {client}.\n"),
        };
    }

    // A line per interval, each sent as it comes: a connection that lives long.
    private static async Task StreamAsync(HttpContext context, string identity)
    {
        var query = context.Request.Query;
        var count = int.TryParse(query["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : UsualLines;
        var interval = Seconds(query["interval"], 1);
        context.Response.ContentType = "text/plain; charset=utf-8";
        if (count == 0 && interval < TimeSpan.FromMilliseconds(1))
        {
            // Without an end it must not run as fast as it can.
            interval = TimeSpan.FromMilliseconds(1);
        }

        for (var line = 1; count == 0 || line <= count; line++)
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"{line.ToString(CultureInfo.InvariantCulture)} {identity}\n"), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (line != count)
            {
                await Task.Delay(interval, context.RequestAborted);
            }
        }
    }

    private static TimeSpan Seconds(string? text, double otherwise) =>
        TimeSpan.FromSeconds(double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? Math.Min(seconds, LongestWait) : otherwise);

    // Kestrel refuses headers with other characters.
    private static string Plain(string text) => string.Concat(text.Where(character => character is >= ' ' and < (char)127));

    private static int Status(string? code, int least, int most, int otherwise) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= least && status <= most ? status : otherwise;
}
