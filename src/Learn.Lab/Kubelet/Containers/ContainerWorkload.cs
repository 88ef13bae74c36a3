using Learn.Sandbox;

namespace Learn;

/// <summary>What listens for one container: opened and closed with each of its runs, and as ill as the pod's faults make it.</summary>
internal sealed class ContainerWorkload(RunningPod pod, string container, IReadOnlyList<ResponderListener> listeners) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private Responder? responder;
    private PodFaults shown = PodFaults.None;
    private bool isRefusing;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SandboxException">A port is taken.</exception>
    public async Task OpenAsync(PodFaults faults, CancellationToken cancellationToken)
    {
        if (listeners.Count == 0)
        {
            return;
        }

        await turn.WaitAsync(cancellationToken);
        try
        {
            var options = new ResponderOptions
            {
                Identity = pod.Name.Name,
                Listeners = listeners,
                Headers = new Dictionary<string, string>
                {
                    [CurlSample.PodNameHeader] = pod.DisplayName,
                    [PodRuntime.NodeNameHeader] = pod.Node.Name,
                    [PodRuntime.ContainerNameHeader] = container,
                },
            };
            responder = await pod.Host.ListenAsync(options, cancellationToken);
            isRefusing = false;
            shown = PodFaults.None;
            await ApplyAsync(faults, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Makes it as ill as the faults say, or well.</summary>
    public async Task SetFaultsAsync(PodFaults faults, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await ApplyAsync(faults, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Closes its sockets and aborts its connections.</summary>
    public async Task CloseAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (responder is { } open)
            {
                responder = null;
                pod.SetListening(container, []);
                await open.DisposeAsync();
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task ApplyAsync(PodFaults faults, CancellationToken cancellationToken)
    {
        if (responder is not { } open)
        {
            return;
        }

        if (!faults.AnswersAs(shown))
        {
            await open.SetBehaviourAsync(faults.Behaviour, cancellationToken);
            shown = faults;
        }

        if (faults.Refuses != isRefusing)
        {
            await (faults.Refuses ? open.StopListeningAsync(cancellationToken) : open.ListenAgainAsync(cancellationToken));
            isRefusing = faults.Refuses;
        }

        pod.SetListening(container, isRefusing ? [] : open.Listeners);
    }
}
