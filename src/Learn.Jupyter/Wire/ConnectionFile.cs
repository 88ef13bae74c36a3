using System.Text.Json;

namespace Learn.Jupyter;

/// <summary>What a front end wrote for its kernel: where to listen, and the key of the conversation.</summary>
/// <remarks>The format: Jupyter client documentation, "Making kernels for Jupyter", "Connection files".</remarks>
public sealed record ConnectionFile
{
    /// <summary>The address to listen on, as the file says it; <c>*</c> is every address of the machine.</summary>
    public required string Address { get; init; }

    /// <summary>The port of the requests, 1 to 65535.</summary>
    public required int ShellPort { get; init; }

    /// <summary>The port of what cannot wait for a cell to end: interrupts, shutdown.</summary>
    public required int ControlPort { get; init; }

    /// <summary>The port on which outputs are published.</summary>
    public required int IopubPort { get; init; }

    /// <summary>The port by which the kernel asks the user.</summary>
    public required int StdinPort { get; init; }

    /// <summary>The port that echoes, so that a front end sees that the kernel lives.</summary>
    public required int HeartbeatPort { get; init; }

    /// <summary>The key of the signatures. Empty: messages are not signed.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="InvalidDataException">The file says something that this kernel cannot do; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<ConnectionFile> ReadAsync(string path, CancellationToken cancellationToken = default) =>
        Parse(await File.ReadAllTextAsync(path, cancellationToken));

    /// <summary>Reads the text of a connection file.</summary>
    /// <exception cref="InvalidDataException">The text says something that this kernel cannot do; the message names it.</exception>
    public static ConnectionFile Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        JsonElement root;
        try
        {
            root = JsonElement.Parse(json);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"the connection file is not JSON: {e.Message}", e);
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("the connection file is not a JSON object");
        }

        // NetMQ's ipc:// is TCP on a port made from the name's hash: no other ZeroMQ would meet it.
        var transport = Text(root, "transport", "tcp");
        if (transport != "tcp")
        {
            throw new InvalidDataException($"transport: this kernel speaks tcp, not {transport}");
        }

        var scheme = Text(root, "signature_scheme", MessageSigner.Scheme);
        var key = Text(root, "key", string.Empty);
        if (key.Length > 0 && scheme != MessageSigner.Scheme)
        {
            throw new InvalidDataException($"signature_scheme: this kernel signs with {MessageSigner.Scheme}, not {scheme}");
        }

        return new ConnectionFile
        {
            Address = Text(root, "ip", "127.0.0.1"),
            ShellPort = Port(root, "shell_port"),
            ControlPort = Port(root, "control_port"),
            IopubPort = Port(root, "iopub_port"),
            StdinPort = Port(root, "stdin_port"),
            HeartbeatPort = Port(root, "hb_port"),
            Key = key,
        };
    }

    /// <summary>The ZeroMQ endpoint of a port.</summary>
    internal string Endpoint(int port) => Address.Contains(':') ? $"tcp://[{Address.Trim('[', ']')}]:{port}" : $"tcp://{Address}:{port}";

    private static string Text(JsonElement root, string name, string ifAbsent)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return ifAbsent;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new InvalidDataException($"{name}: a text is expected, not {value}");
    }

    private static int Port(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value))
        {
            throw new InvalidDataException($"{name} is missing in the connection file");
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is > 0 and <= 65535
            ? port
            : throw new InvalidDataException($"{name}: a port (1 to 65535) is expected, not {value}");
    }
}
