using System.Net.Sockets;

namespace Learn.Sandbox;

/// <summary>Starts helpers: climbs the rungs of isolation until one holds.</summary>
internal static class Ladder
{
    /// <summary>Starts a helper on the best rung that holds.</summary>
    /// <exception cref="SandboxUnavailableException">None holds.</exception>
    public static async Task<StartedHelper> ClimbAsync(string name, WorldOptions options, CancellationToken cancellationToken)
    {
        var failures = new List<LadderFailure>();
        foreach (var rung in options.Isolation is { } only ? [only] : LadderAdvice.Rungs())
        {
            if (LadderAdvice.Obstacle(rung) is { } obstacle)
            {
                failures.Add(obstacle);
                continue;
            }

            try
            {
                return await TryAsync(rung, name, options, failures, cancellationToken);
            }
            catch (RungFailedException failure)
            {
                failures.Add(new LadderFailure(rung, failure.Message, failure.Remedy ?? LadderAdvice.Remedy(rung)));
            }
        }

        throw new SandboxUnavailableException(failures);
    }

    private static async Task<StartedHelper> TryAsync(Isolation rung, string name, WorldOptions options, IReadOnlyList<LadderFailure> refused, CancellationToken cancellationToken)
    {
        HelperHandle helper;
        using (var listener = ControlSocket.Listen(name))
        {
            helper = HelperHandle.Start(Programs.Find("unshare", LadderAdvice.SearchPath)!, Arguments(rung, options), (int)listener.Handle);
        }

        // From here on the helper alone holds the socket: when it dies, the kernel takes the name away.
        Socket? presence = null;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(options.StartTimeout);
            presence = await HelperClient.AppearAsync(name, patience.Token);
            var description = await HelperClient.DescribeAsync(name, patience.Token);
            if (options.RequireIptables && description.Report.Iptables is null)
            {
                throw new RungFailedException(string.Join(" ", description.Report.Remarks), LadderAdvice.IptablesRemedy);
            }

            if (options.RequireForwarding && !description.Report.ForwardingAllowed)
            {
                throw new RungFailedException(LadderAdvice.NoForwarding, LadderAdvice.ForwardingRemedy);
            }

            return new StartedHelper(helper, presence, description, refused);
        }
        catch (Exception error)
        {
            presence?.Dispose();
            var timedOut = error is OperationCanceledException && !cancellationToken.IsCancellationRequested;
            await helper.DisposeAsync();
            var said = await helper.Exited;
            throw error switch
            {
                RungFailedException => error,
                OperationCanceledException when !timedOut => error,
                OperationCanceledException => new RungFailedException($"the helper process did not answer within {options.StartTimeout.TotalSeconds:0.#} s. {said}".TrimEnd()),
                // A machine that refuses a rung says so. Silence is a kill: no reason to try another rung behind the killer's back.
                SocketException or IOException when WasKilled(said) =>
                    new SandboxException("The helper process was killed while it started. Nothing of it is left; start again."),
                SocketException or IOException => new RungFailedException(said.ReplaceLineEndings(" ")),
                _ => error,
            };
        }
    }

    // unshare passes its child's signal on to itself, and stumbles over SIGKILL, which cannot be unblocked (util-linux 2.38).
    private static bool WasKilled(string said) => said.Length == 0 || said.Contains("sigprocmask unblock failed", StringComparison.Ordinal);

    private static List<string> Arguments(Isolation rung, WorldOptions options)
    {
        List<string> arguments = ["unshare"];
        if (rung == Isolation.UserNamespace)
        {
            arguments.AddRange(["--user", "--map-root-user"]);
        }

        // The helper itself makes the mounts private: where that is refused it can still work, without mounts.
        arguments.AddRange(["--net", "--mount", "--propagation", "unchanged", "--pid", "--fork", "--kill-child=SIGKILL"]);
        arguments.AddRange(HelperFiles.Command());
        arguments.AddRange(new HelperOptions(rung, NetworkNamespace.Identity(), options.IptablesBackend, options.WithoutMounts).ToArguments());
        return arguments;
    }

    /// <summary>A rung that did not hold, in words.</summary>
    private sealed class RungFailedException(string message, string? remedy = null) : Exception(message)
    {
        public string? Remedy { get; } = remedy;
    }
}

/// <summary>A helper that answers.</summary>
/// <param name="Handle">The hold on it.</param>
/// <param name="Presence">The connection that lasts as long as it does.</param>
/// <param name="Description">What it found.</param>
/// <param name="Refused">The better rungs that did not hold.</param>
internal sealed record StartedHelper(HelperHandle Handle, Socket Presence, WorldDescription Description, IReadOnlyList<LadderFailure> Refused);
