using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>What joins a command that is to be started with its caller.</summary>
internal interface ICommandStreams : IDisposable
{
    /// <summary>Gives the command's ends to the helper and closes them here.</summary>
    void HandOver(Socket connection);

    /// <summary>This side's ends; they belong to the caller now.</summary>
    OpenedStreams Open();
}

/// <summary>This side's ends.</summary>
/// <param name="Input">Leads to its standard input; null if that is empty or a terminal.</param>
/// <param name="Output">Its standard output; empty if that is a terminal.</param>
/// <param name="Error">Its standard error; empty if that is a terminal.</param>
/// <param name="Terminal">Both ways, what is shown and typed; null without a terminal.</param>
internal sealed record OpenedStreams(Stream? Input, Stream Output, Stream Error, Stream? Terminal);
