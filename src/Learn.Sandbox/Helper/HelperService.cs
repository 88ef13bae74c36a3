using StreamJsonRpc;

namespace Learn.Sandbox;

/// <summary>The helper's side of <see cref="IHelperService"/>, shared by all callers.</summary>
internal sealed class HelperService(HelperWorld world) : IHelperService
{
    public Task<WorldDescription> DescribeAsync(CancellationToken cancellationToken) => TellAsync(() => world.DescribeAsync());

    public Task AddHostsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => TellAsync(() => world.Hosts.AddAsync(names));

    public Task RemoveHostsAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => TellAsync(() => world.RemoveAsync(names));

    public Task<IReadOnlyList<string>> ListHostsAsync(CancellationToken cancellationToken) => Task.FromResult(world.Hosts.Names);

    public Task ConnectAsync(IReadOnlyList<LinkSpec> links, CancellationToken cancellationToken) => TellAsync(() => world.Links.ConnectAsync(links));

    public Task<string?> GetSysctlAsync(string host, string key, CancellationToken cancellationToken) =>
        TellAsync(() => world.Sysctls.GetAsync(world.Hosts.Get(host), key));

    public Task<string?> SetSysctlAsync(string host, string key, string value, CancellationToken cancellationToken) =>
        TellAsync(() => world.Sysctls.SetAsync(world.Hosts.Get(host), key, value));

    public Task<bool> WriteFileAsync(string host, string path, string content, CancellationToken cancellationToken) =>
        TellAsync(() => world.Files.WriteAsync(world.Hosts.Get(host), path, content));

    public Task<ResponderDescription> ListenAsync(string host, ResponderRequest request, CancellationToken cancellationToken) =>
        TellAsync(() => world.Responders.ListenAsync(world.Hosts.Get(host), request));

    public Task StopListeningAsync(int responder, CancellationToken cancellationToken)
    {
        world.Responders.StopListening(responder);
        return Task.CompletedTask;
    }

    public Task CloseResponderAsync(int responder, CancellationToken cancellationToken)
    {
        world.Responders.Close(responder);
        return Task.CompletedTask;
    }

    private static async Task<T> TellAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SandboxException error)
        {
            throw new LocalRpcException(error.Message) { ErrorCode = ControlRpc.SandboxError };
        }
    }

    private static Task<bool> TellAsync(Func<Task> work) => TellAsync(async () =>
    {
        await work();
        return true;
    });
}
