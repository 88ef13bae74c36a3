using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Learn.Sandbox;

/// <summary>
/// The gRPC service <c>grpc.health.v1.Health</c> (<see href="https://github.com/grpc/grpc/blob/master/doc/health-checking.md"/>), by hand: its messages have
/// one field each, and the gRPC library with all it needs would cost every lab's start more than the whole helper does.
/// </summary>
internal static class GrpcHealth
{
    private const string Service = "/grpc.health.v1.Health/";
    private const int Serving = 1;
    private const int NotServing = 2;
    private const int Succeeded = 0;
    private const int InvalidArgument = 3;
    private const int Unimplemented = 12;
    private const int Unavailable = 14;
    private const int FrameHead = 5;
    private const int LongestQuestion = 16 * 1024;

    /// <summary>Whether a request is a gRPC call.</summary>
    public static bool IsMeant(HttpRequest request) =>
        HttpProtocol.IsHttp2(request.Protocol) && request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Answers a call.</summary>
    /// <exception cref="OperationCanceledException">The client waits no longer.</exception>
    public static async Task AnswerAsync(HttpContext context, HelperResponder responder)
    {
        var method = context.Request.Path.Value;
        context.Response.ContentType = "application/grpc";
        if (method is not (Service + "Check" or Service + "Watch"))
        {
            // Not read to its end, which may never come: the call may be a stream.
            Refuse(context, Unimplemented, "The built-in workload offers only grpc.health.v1.Health.");
        }
        else if (await ReadServiceAsync(context) is not { } service)
        {
            Refuse(context, InvalidArgument, "The request is not a plain HealthCheckRequest.");
        }
        else if (method == Service + "Watch")
        {
            await WatchAsync(context, responder, service);
        }
        else
        {
            await CheckAsync(context, responder, service);
        }
    }

    private static async Task CheckAsync(HttpContext context, HelperResponder responder, string service)
    {
        var behaviour = responder.Behaviour;
        var fate = Faults.StatusOfService(behaviour, service) is null ? await Faults.BefallAsync(behaviour, context.RequestAborted) : Fate.Answer;
        switch (fate)
        {
            case Fate.Close:
                context.Abort();
                break;
            case Fate.Fail:
                Refuse(context, Unavailable, $"{responder.Request.Identity} fails on purpose.");
                break;
            default:
                await SendAsync(context, StatusOf(behaviour, service));
                context.Response.AppendTrailer("grpc-status", Succeeded.ToString(CultureInfo.InvariantCulture));
                break;
        }
    }

    // The status now, and each other one as it comes, until the client leaves.
    private static async Task WatchAsync(HttpContext context, HelperResponder responder, string service)
    {
        for (var last = 0; ;)
        {
            var (behaviour, changed) = responder.Watch();
            var status = StatusOf(behaviour, service);
            if (status != last)
            {
                await SendAsync(context, status);
                last = status;
            }

            await changed.WaitAsync(context.RequestAborted);
        }
    }

    private static int StatusOf(ResponderBehaviour behaviour, string service) =>
        Faults.StatusOfService(behaviour, service) is null or (>= 200 and < 400) ? Serving : NotServing;

    private static async Task SendAsync(HttpContext context, int status)
    {
        // Not compressed; two bytes; field 1, a number.
        byte[] frame = [0, 0, 0, 0, 2, 0x08, (byte)status];
        await context.Response.Body.WriteAsync(frame, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    // "Trailers only": the status of the call among the headers.
    private static void Refuse(HttpContext context, int status, string message)
    {
        context.Response.Headers["grpc-status"] = status.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(message);
    }

    /// <summary>The service asked about: field 1 of the message, a text, empty if it is not there. Null if the message is another.</summary>
    private static async Task<string?> ReadServiceAsync(HttpContext context)
    {
        var head = new byte[FrameHead];
        if (await context.Request.Body.ReadAtLeastAsync(head, FrameHead, throwOnEndOfStream: false, context.RequestAborted) < FrameHead
            || head[0] != 0
            || BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(1)) is var length && length > LongestQuestion)
        {
            return null;
        }

        var message = new byte[length];
        if (await context.Request.Body.ReadAtLeastAsync(message, message.Length, throwOnEndOfStream: false, context.RequestAborted) < message.Length)
        {
            return null;
        }

        await HttpResponderApplication.DrainAsync(context);
        return Text(message);
    }

    private static string? Text(ReadOnlySpan<byte> message)
    {
        const byte FirstFieldText = 0x0A;
        if (message.IsEmpty)
        {
            return "";
        }

        if (message.Length < 2 || message[0] != FirstFieldText)
        {
            return null;
        }

        // Seven bits per byte, the lowest first; two bytes reach as far as a message here may be long.
        int length = message[1] & 0x7f;
        var start = 2;
        if ((message[1] & 0x80) != 0)
        {
            if (message.Length < 3 || (message[2] & 0x80) != 0)
            {
                return null;
            }

            length |= message[2] << 7;
            start = 3;
        }

        return message.Length >= start + length ? Encoding.UTF8.GetString(message.Slice(start, length)) : null;
    }
}
