using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Learn.Machines.Tests.Jupyter;

/// <summary>What <c>./learn notebook</c> serves, asked as a browser asks it: through Jupyter's own interface, with the token that it prints.</summary>
internal sealed partial class ServedNotebook : IDisposable
{
    private readonly HttpClient http;

    private ServedNotebook(Uri address, string token)
    {
        http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("token", token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Reads what the server says until it has told its address.</summary>
    public static async Task<ServedNotebook> FindAsync(Process server)
    {
        var said = new StringBuilder();
        while (await server.StandardError.ReadLineAsync(Cancellation) is { } line)
        {
            said.AppendLine(line);
            if (Address().Match(line) is { Success: true } match)
            {
                // Nobody may wait for the rest.
                _ = server.StandardError.ReadToEndAsync(CancellationToken.None);
                _ = server.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new ServedNotebook(new Uri(match.Groups["place"].Value), match.Groups["token"].Value);
            }
        }

        throw new InvalidOperationException($"Jupyter has ended without an address:\n{said}");
    }

    /// <summary>The first code cell of a notebook that is served.</summary>
    public async Task<string> FirstCellAsync(string notebook)
    {
        var file = await http.GetFromJsonAsync<JsonNode>($"api/contents/{notebook}", Cancellation);
        return file!["content"]!["cells"]!.AsArray().First(cell => (string?)cell!["cell_type"] == "code")!["source"]!.GetValue<string>();
    }

    /// <summary>Starts a kernel, runs a cell in it, and ends it.</summary>
    /// <returns>The cell's status (<c>ok</c> or <c>error</c>) and what it has shown, as text.</returns>
    public async Task<(string Status, string Shown)> RunCellAsync(string kernel, string code)
    {
        using var started = await http.PostAsJsonAsync("api/kernels", new { name = kernel }, Cancellation);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync(Cancellation));
        var id = (string)(await started.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["id"]!;
        using var channel = new ClientWebSocket();
        channel.Options.SetRequestHeader("Authorization", http.DefaultRequestHeaders.Authorization!.ToString());
        await channel.ConnectAsync(new UriBuilder(new Uri(http.BaseAddress!, $"api/kernels/{id}/channels")) { Scheme = "ws" }.Uri, Cancellation);
        var request = Guid.NewGuid().ToString("N");
        await channel.SendAsync(Encoding.UTF8.GetBytes(Execute(request, code)), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        var result = await AnswerAsync(channel, request);
        using var ended = await http.DeleteAsync($"api/kernels/{id}", Cancellation);
        Assert.True(ended.IsSuccessStatusCode, "the kernel ends");
        return result;
    }

    /// <summary>Asks the server to end.</summary>
    public async Task ShutDownAsync() => (await http.PostAsync("api/shutdown", null, Cancellation)).Dispose();

    public void Dispose() => http.Dispose();

    // Until both the reply and the kernel's rest have come: what is shown comes on another channel than the reply.
    private static async Task<(string Status, string Shown)> AnswerAsync(ClientWebSocket channel, string request)
    {
        var shown = new StringBuilder();
        string? status = null;
        for (var idle = false; status is null || !idle;)
        {
            var message = await ReceiveAsync(channel);
            if ((string?)message["parent_header"]?["msg_id"] != request)
            {
                continue;
            }

            var content = message["content"]!;
            switch ((string?)message["msg_type"])
            {
                case "execute_reply":
                    status = (string)content["status"]!;
                    break;
                case "status":
                    idle = (string?)content["execution_state"] == "idle";
                    break;
                case "stream":
                    shown.Append((string?)content["text"]);
                    break;
                case "display_data" or "execute_result" or "update_display_data":
                    shown.AppendLine((string?)content["data"]?["text/plain"]);
                    break;
                case "error":
                    shown.Append((string?)content["ename"]).Append(": ").AppendLine((string?)content["evalue"]);
                    break;
            }
        }

        return (status, shown.ToString());
    }

    private static async Task<JsonNode> ReceiveAsync(ClientWebSocket channel)
    {
        using var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await channel.ReceiveAsync(buffer, Cancellation);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return JsonNode.Parse(text.ToArray())!;
    }

    private static string Execute(string id, string code) => JsonSerializer.Serialize(new
    {
        header = new { msg_id = id, username = "tests", session = id, msg_type = "execute_request", version = "5.3", date = "" },
        parent_header = new { },
        metadata = new { },
        content = new { code, silent = false, store_history = true, user_expressions = new { }, allow_stdin = false, stop_on_error = true },
        channel = "shell",
        buffers = Array.Empty<object>(),
    });

    [GeneratedRegex(@"(?<place>http://127\.0\.0\.1:\d+/)\S*\?token=(?<token>[0-9a-f]+)")]
    private static partial Regex Address();
}
