using StreamJsonRpc;

namespace Learn.Sandbox;

/// <summary>What the helper process does for its callers, apart from running commands. Spoken as JSON-RPC.</summary>
[JsonRpcContract]
internal partial interface IHelperService
{
    /// <summary>Waits until the world is ready and describes it.</summary>
    Task<WorldDescription> DescribeAsync(CancellationToken cancellationToken);

    Task AddHostsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    Task RemoveHostsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    Task<IReadOnlyList<string>> ListHostsAsync(CancellationToken cancellationToken);

    Task ConnectAsync(IReadOnlyList<LinkSpec> links, CancellationToken cancellationToken);

    Task<string?> GetSysctlAsync(string host, string key, CancellationToken cancellationToken);

    /// <returns>Null if it was set, else the reason why not.</returns>
    Task<string?> SetSysctlAsync(string host, string key, string value, CancellationToken cancellationToken);

    Task<bool> WriteFileAsync(string host, string path, string content, CancellationToken cancellationToken);

    Task<ResponderDescription> ListenAsync(string host, ResponderRequest request, CancellationToken cancellationToken);

    Task StopListeningAsync(int responder, CancellationToken cancellationToken);

    Task CloseResponderAsync(int responder, CancellationToken cancellationToken);
}
