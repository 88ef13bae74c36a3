using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>
/// The answer to <c>debug_request</c> of a kernel without a debugger: a failed response of the Debug Adapter Protocol, which is what a front end
/// reads, and an error in Jupyter's words.
/// </summary>
internal static class DebugRefusal
{
    public static JsonObject Of(JsonElement request)
    {
        const string Message = "this kernel has no debugger";
        var reply = Replies.Error("NotSupported", Message);
        reply["type"] = "response";
        reply["seq"] = 0;
        reply["request_seq"] = request.Number("seq") ?? 0;
        reply["success"] = false;
        reply["command"] = request.Text("command", string.Empty);
        reply["message"] = Message;
        return reply;
    }
}
