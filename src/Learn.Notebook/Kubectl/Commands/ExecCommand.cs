using System.Text;
using Learn.Sandbox;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl exec</c>: a program of this machine, in the network of a Pod.</summary>
internal sealed class ExecCommand : KubectlCommand
{
    public override string Name => "exec";

    public override string Summary => "Runs a program of this machine in the network of a Pod.";

    public override string Usage => "(POD | KIND/NAME) [-c CONTAINER] [-i] [-t] -- COMMAND [ARGUMENT…]";

    public override ArgumentSort Arguments => ArgumentSort.Pods;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Text("container", "The container; all of a Pod share its network.", 'c'),
        KubectlFlags.Switch("stdin", "The program reads what stands below the line.", 'i'),
        KubectlFlags.Switch("tty", "Accepted; a cell is no terminal.", 't'),
        KubectlFlags.Switch("quiet", "Accepted.", 'q'),
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var flags = call.Flags;
        if (flags.ArgumentsBeforeDashes is not [var target, ..])
        {
            throw KubectlErrors.Misused(this, "pod, type/name or --filename must be specified");
        }

        var command = flags.ArgumentsBehindDashes ?? [.. flags.ArgumentsBeforeDashes.Skip(1)];
        if (command.Count == 0)
        {
            throw KubectlErrors.Mistake("you must specify at least one command for the container");
        }

        var pod = PodWords.Find(call, target);
        PodWords.CheckContainer(pod, flags["container"]);
        var (output, errors) = (Stream(call, "stdout"), Stream(call, "stderr"));
        var options = new CommandOptions
        {
            KeepOutput = true,
            StandardInput = flags.IsOn("stdin") ? Encoding.UTF8.GetBytes(call.Line.Input ?? "") : default,
            OnOutputBytes = output,
            OnErrorBytes = errors,
        };
        try
        {
            var result = await call.Lab.ExecAsync($"pod/{pod.Metadata.NamespaceProperty}/{pod.Metadata.Name}", command, options, cancellationToken);
            return result.ExitCode == 0
                ? new KubectlOutput("", result.OutputText)
                : KubectlOutput.Nothing with { Error = $"command terminated with exit code {result.ExitCode}" };
        }
        catch (CommandNotFoundException missing)
        {
            throw KubectlErrors.Mistake($"cannot exec in the Pod: {missing.Message}");
        }
    }

    // A character may be cut between two pieces.
    private static Action<ReadOnlyMemory<byte>> Stream(KubectlCall call, string name)
    {
        var decoder = Encoding.UTF8.GetDecoder();
        return bytes =>
        {
            var characters = new char[decoder.GetCharCount(bytes.Span, flush: false)];
            var count = decoder.GetChars(bytes.Span, characters, flush: false);
            call.Output.WriteStream(name, new string(characters, 0, count));
        };
    }
}
