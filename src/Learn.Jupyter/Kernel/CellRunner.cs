using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>Answers <c>execute_request</c>.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle, and lives as long as the server.")]
internal sealed class CellRunner(
    INotebookLanguage language, Publisher publisher, StdinDesk stdin, SessionHistory history, Func<Task> receiveWhatHasArrived)
{
    private readonly SemaphoreSlim oneCell = new(1, 1);
    private int executionCount;

    public async Task<JsonObject> RunAsync(Request request)
    {
        var content = request.Content;
        var isSilent = content.Flag("silent", false);
        var storesHistory = content.Flag("store_history", true) && !isSilent;
        var stopsOnError = content.Flag("stop_on_error", true);
        var allowsInput = content.Flag("allow_stdin", true);
        var code = content.Text("code");
        var expressions = Expressions(content);
        if (request.IsAborted)
        {
            return new JsonObject { ["status"] = "aborted", ["execution_count"] = executionCount };
        }

        if (!await IsTurnAsync(request.Interruption))
        {
            return ReplyOf(CellResult.Interrupted, executionCount, []);
        }

        try
        {
            return await RunAsync(request, new Asked(code, isSilent, storesHistory, stopsOnError, allowsInput, expressions));
        }
        finally
        {
            if (!language.RunsCellsSideBySide)
            {
                oneCell.Release();
            }
        }
    }

    private async Task<JsonObject> RunAsync(Request request, Asked asked)
    {
        var (code, isSilent, storesHistory, stopsOnError, allowsInput, expressions) = asked;
        var interruption = request.Interruption;
        var count = storesHistory ? Interlocked.Increment(ref executionCount) : executionCount + 1;
        var cell = new CellRequest(code)
        {
            ExecutionCount = count,
            IsSilent = isSilent,
            StoresHistory = storesHistory,
            AllowsInput = allowsInput,
            Metadata = request.Message.Metadata,
            CellId = CellIdOf(request.Message.Metadata),
        };
        if (!isSilent)
        {
            publisher.Publish(
                "execute_input", request.Message.Header, new JsonObject { ["code"] = code, ["execution_count"] = count });
        }

        using var output = new CellOutput(publisher, request.Message.Header, isSilent, AskAsync, interruption);
        var result = await ResultOfAsync(cell, output, interruption);
        var values = result.Status == CellStatus.Ok ? await EvaluateAsync(expressions, interruption) : [];
        Conclude(result, output, count);
        output.Dispose();
        if (storesHistory)
        {
            history.Add(count, code, result.Value?.TextOf("text/plain"));
        }

        if (result.Status == CellStatus.Error && stopsOnError)
        {
            await receiveWhatHasArrived();
            request.Lane.AbortWaitingCells();
        }

        return ReplyOf(result, count, values);

        Task<string> AskAsync(string prompt, bool isPassword, CancellationToken cancellationToken) =>
            allowsInput ? AskWithinAsync(prompt, isPassword, cancellationToken) : Task.FromException<string>(new InputRefusedException());

        async Task<string> AskWithinAsync(string prompt, bool isPassword, CancellationToken cancellationToken)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interruption);
            return await stdin.AskAsync(request.Message, prompt, isPassword, either.Token);
        }
    }

    private static void Conclude(CellResult result, CellOutput output, int count)
    {
        if (result.Value is { } value)
        {
            var content = new JsonObject().WithBundle(value);
            content["execution_count"] = count;
            output.Conclude("execute_result", content);
        }
        else if (result.Error is { } error)
        {
            output.Conclude("error", Replies.ErrorBody(error));
        }
    }

    private static JsonObject ReplyOf(CellResult result, int count, JsonObject values)
    {
        var reply = result.Error is { } error ? Replies.Error(error) : Replies.Ok();
        if (result.Status == CellStatus.Aborted)
        {
            reply["status"] = "aborted";
        }

        reply["execution_count"] = count;
        reply["user_expressions"] = values;
        reply["payload"] = new JsonArray();
        return reply;
    }

    private static List<(string Name, JsonElement Expression)> Expressions(JsonElement content)
    {
        try
        {
            return [.. (content.Object("user_expressions")?.EnumerateObject() ?? default).Select(property => (property.Name, property.Value))];
        }
        catch (InvalidOperationException)
        {
            throw new MalformedRequestException("user_expressions has a name with half a surrogate pair");
        }
    }

    private static string? CellIdOf(JsonElement metadata)
    {
        foreach (var name in (string[])["cellId", "cell_id"])
        {
            if (metadata.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return metadata.Text(name);
            }
        }

        return null;
    }

    private async Task<CellResult> ResultOfAsync(CellRequest cell, CellOutput output, CancellationToken cancellationToken)
    {
        try
        {
            return await language.ExecuteAsync(cell, output, cancellationToken) ?? CellResult.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CellResult.Interrupted;
        }
        catch (Exception e)
        {
            return CellResult.Threw(e);
        }
    }

    /// <summary>Waits for the cells of other shells, where the language runs one at a time. False when interrupted meanwhile.</summary>
    private async Task<bool> IsTurnAsync(CancellationToken cancellationToken)
    {
        if (language.RunsCellsSideBySide)
        {
            return true;
        }

        try
        {
            await oneCell.WaitAsync(cancellationToken);
            if (!cancellationToken.IsCancellationRequested)
            {
                return true;
            }

            // The cell before was interrupted too, and ended before the wait was given up.
            oneCell.Release();
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<JsonObject> EvaluateAsync(List<(string Name, JsonElement Expression)> expressions, CancellationToken cancellationToken)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in expressions)
        {
            values[name] = await ValueOfAsync(expression, cancellationToken);
        }

        return values;
    }

    private async Task<JsonObject> ValueOfAsync(JsonElement expression, CancellationToken cancellationToken)
    {
        if (expression.ValueKind != JsonValueKind.String)
        {
            return Replies.Error("MalformedRequest", "the expression is not a text");
        }

        CellResult value;
        try
        {
            value = await language.EvaluateAsync(expression.GetString()!, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            value = CellResult.Interrupted;
        }
        catch (Exception e)
        {
            value = CellResult.Threw(e);
        }

        return value.Error is { } error ? Replies.Error(error) : Replies.Ok().WithBundle(value.Value ?? MimeBundle.Empty);
    }

    private sealed record Asked(
        string Code, bool IsSilent, bool StoresHistory, bool StopsOnError, bool AllowsInput, List<(string Name, JsonElement Expression)> Expressions);
}
