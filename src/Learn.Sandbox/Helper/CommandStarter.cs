using System.Collections;

namespace Learn.Sandbox;

/// <summary>Starts commands in hosts.</summary>
internal sealed class CommandStarter
{
    // What the launcher sets for the helper alone, and what leads to proxies that no host reaches.
    private static readonly string[] Removed =
        [.. HelperEnvironment.Variables.Keys, "http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "ALL_PROXY"];

    private readonly NamespaceThreads _threads;
    private readonly ProcessTable _processes;
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly Lazy<string[]> _plainEnvironment;

    public CommandStarter(NamespaceThreads threads, ProcessTable processes, string? lockFile)
    {
        _threads = threads;
        _processes = processes;
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            _environment[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        foreach (var name in Removed)
        {
            _environment.Remove(name);
        }

        _environment["PATH"] = Programs.SearchPath(_environment.GetValueOrDefault("PATH"));
        if (lockFile is not null)
        {
            // The legacy iptables programs lock /run/xtables.lock, which is not an ordinary user's to write and is the machine's anyway.
            _environment["XTABLES_LOCKFILE"] = lockFile;
        }

        _plainEnvironment = new(() => Join(_environment));
    }

    /// <summary>Starts a command.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="request">What runs.</param>
    /// <param name="descriptors">Its standard input, output and error; the caller closes its copies.</param>
    /// <param name="terminal">File of the terminal that it gets instead of these, or null.</param>
    /// <exception cref="CommandNotFoundException">There is no such program.</exception>
    /// <exception cref="SandboxException">It cannot be started.</exception>
    public async Task<HelperProcess> StartAsync(HelperHost host, HelperRequest.RunCommand request, int[] descriptors, string? terminal = null)
    {
        if (request.Arguments.Count == 0 || request.Arguments[0].Length == 0)
        {
            throw new SandboxException("A command needs the name of a program.");
        }

        var environment = _environment;
        if (request.Environment is { Count: > 0 } changes)
        {
            environment = new Dictionary<string, string>(_environment, StringComparer.Ordinal);
            foreach (var (name, value) in changes)
            {
                if (value is null)
                {
                    environment.Remove(name);
                }
                else
                {
                    environment[name] = value;
                }
            }
        }

        var program = request.Arguments[0];
        var path = environment.GetValueOrDefault("PATH", "");
        var variables = environment == _environment ? _plainEnvironment.Value : Join(environment);
        var process = await _threads.RunAsync(host.Network, host.Mounts, () =>
        {
            var file = Programs.Find(program, path) ?? throw NotFound(program, path);
            var (started, error) = _processes.Start(file, request.Arguments, variables, request.WorkingDirectory, descriptors, terminal);
            if (started is null)
            {
                throw Refused(program, file, request.WorkingDirectory, error);
            }

            return started;
        });
        host.Commands[process] = 0;
        _ = process.Ended.ContinueWith(_ => host.Commands.TryRemove(process, out byte _), TaskScheduler.Default);
        return process;
    }

    /// <summary>Kills a command's process group.</summary>
    public void Signal(HelperProcess process, int signal) => _processes.Signal(process, signal);

    private static string[] Join(Dictionary<string, string> environment) => [.. environment.Select(entry => $"{entry.Key}={entry.Value}")];

    private static CommandNotFoundException NotFound(string program, string path) =>
        new(program, $"There is no program \"{program}\" on this machine (looked in {path}); {Programs.Remedy(program)}.");

    private static SandboxException Refused(string program, string file, string workingDirectory, int error)
    {
        if (!Directory.Exists(workingDirectory))
        {
            return new SandboxException($"\"{program}\" cannot start in {workingDirectory}: there is no such directory.");
        }

        return error == Libc.ErrorNoEntry && !File.Exists(file)
            ? new CommandNotFoundException(program, $"There is no program {file}.")
            : new SandboxException($"\"{program}\" ({file}) cannot be started: {System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(error)}.");
    }
}
