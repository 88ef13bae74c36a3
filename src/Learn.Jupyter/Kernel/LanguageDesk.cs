using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>Answers the questions about code that is not run: completion, inspection, completeness.</summary>
internal sealed class LanguageDesk(INotebookLanguage language)
{
    public async Task<JsonObject> CompleteAsync(Request request)
    {
        var (code, position) = Place(request);
        var result = await language.CompleteAsync(code, position, request.Interruption);
        var reply = Replies.Ok();
        reply["matches"] = new JsonArray([.. result.Matches.Select(match => JsonValue.Create(JsonText.WellFormed(match.Text)))]);
        reply["cursor_start"] = result.CursorStart;
        reply["cursor_end"] = result.CursorEnd;
        reply["metadata"] = new JsonObject
        {
            ["_jupyter_types_experimental"] = new JsonArray([.. result.Matches.Select(match => Described(match, result))]),
        };
        return reply;
    }

    public async Task<JsonObject> InspectAsync(Request request)
    {
        var (code, position) = Place(request);
        var detail = Math.Clamp(request.Content.Number("detail_level") ?? 0, 0, 1);
        var result = await language.InspectAsync(code, position, detail, request.Interruption);
        var reply = Replies.Ok().WithBundle(result.Content ?? MimeBundle.Empty);
        reply["found"] = result.Content is not null;
        return reply;
    }

    public async Task<JsonObject> IsCompleteAsync(Request request)
    {
        var result = await language.IsCompleteAsync(request.Content.Text("code"), request.Interruption);
        var reply = new JsonObject
        {
            ["status"] = result.Status switch
            {
                Completeness.Complete => "complete",
                Completeness.Incomplete => "incomplete",
                Completeness.Invalid => "invalid",
                _ => "unknown",
            },
        };
        if (result.Status == Completeness.Incomplete)
        {
            reply["indent"] = result.Indent;
        }

        return reply;
    }

    // Front ends may leave the position out (the end is meant), and count it in their own way: never outside the text.
    private static (string Code, int Position) Place(Request request)
    {
        var code = request.Content.Text("code");
        var end = CodePoints.FromIndex(code, code.Length);
        return (code, Math.Clamp(request.Content.Number("cursor_pos") ?? end, 0, end));
    }

    private static JsonObject Described(CompletionMatch match, CompletionResult result)
    {
        var described = new JsonObject
        {
            ["text"] = JsonText.WellFormed(match.Text),
            ["start"] = result.CursorStart,
            ["end"] = result.CursorEnd,
            ["type"] = match.Kind ?? "<unknown>",
        };
        if (match.Signature is not null)
        {
            described["signature"] = JsonText.WellFormed(match.Signature);
        }

        return described;
    }
}
