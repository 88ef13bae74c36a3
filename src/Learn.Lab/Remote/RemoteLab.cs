using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Learn;

/// <summary>A lab that another process of this user holds: a notebook, a program, or <c>learn up</c>.</summary>
public sealed class RemoteLab
{
    private RemoteLab(string name, int ownerProcessId)
    {
        Name = name;
        OwnerProcessId = ownerProcessId;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The process that holds it, as the kernel says: known also of one that does not answer.</summary>
    public int OwnerProcessId { get; }

    /// <summary>The names of this user's labs that can be spoken to, sorted.</summary>
    public static IReadOnlyList<string> List() => LabSocket.List();

    /// <summary>Finds a lab; null if there is none of this name.</summary>
    /// <exception cref="LabException">It is another user's.</exception>
    public static async Task<RemoteLab?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            using var socket = await LabSocket.ConnectAsync(name, cancellationToken).ConfigureAwait(false);
            return new RemoteLab(name, LabSocket.ProcessOf(socket));
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Asks one thing and waits for the answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Goes away; the lab gives the request up as far as it can.</param>
    /// <exception cref="LabException">The lab ended.</exception>
    public async Task<LabReply> AskAsync(LabRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            using var socket = await LabSocket.ConnectAsync(Name, cancellationToken).ConfigureAwait(false);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            byte[] question = [.. JsonSerializer.SerializeToUtf8Bytes(request, RemoteJson.Default.LabRequest), (byte)'\n'];
            await stream.WriteAsync(question, cancellationToken).ConfigureAwait(false);
            using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            string? answer = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            return answer is not null && JsonSerializer.Deserialize(answer, RemoteJson.Default.LabReply) is { } reply
                ? reply
                : throw new LabException($"The lab \"{Name}\" ended while it was asked.");
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            throw new LabException($"The lab \"{Name}\" has ended.", error);
        }
    }
}
