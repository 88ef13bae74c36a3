using System.CommandLine;
using Learn.Cli.Rules;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Cli.Commands;

/// <summary><c>learn rules</c>: what kube-proxy makes of a manifest, without a machine to put it on.</summary>
internal static class RulesCommand
{
    private const string Explanation = """
        Shows the rules that kube-proxy v1.30 writes for the Services of a manifest. Pure: works on any operating system and needs no privileges.

        Several -f are applied one after the other, each as one step of the node's life. A file may hold a KubeProxyConfiguration, and documents
        with an action (delete, wait, stop, start, cleanup, exec with iptables). Objects with all fields that an API server fills in are taken as
        they are. If a Service has no clusterIP, or if there are Pods, a cluster is played: addresses and node ports are given out, Pods are put
        on the Nodes in turn, get an address of their Node's podCIDR and are ready, and EndpointSlices follow.
        """;

    /// <summary>Makes the command.</summary>
    /// <param name="output">Where rules go.</param>
    /// <param name="error">Where progress and errors go.</param>
    /// <param name="input">What <c>-f -</c> reads.</param>
    public static Command Create(TextWriter output, TextWriter error, TextReader input)
    {
        var files = new Option<string[]>("--file", "-f") { Description = "A manifest; - is standard input. May be given several times: each is a step.", HelpName = "FILE" };
        var folder = new Option<string?>("--case") { Description = "A case directory in place of files: case.yaml, input.yaml, step-2.yaml, ...", HelpName = "DIR" };
        var step = new Option<int?>("--step") { Description = "Stop after this step. Default: the last one.", HelpName = "N" };
        var node = new Option<string?>("--node") { Description = "The node whose rules are shown. Default: that of the case, or the first Node.", HelpName = "N" };
        var family = Choice("--family", "The family. Default: ipv4, or the first one of the case.", "ipv4", "ipv6");
        var mode = Choice("--mode", "kube-proxy's mode. Default: iptables.", "iptables", "nftables");
        var form = Choice("--output", "save: what iptables-save prints afterwards (the default). restore: what the last sync gave to iptables-restore.", "save", "restore");
        var command = new Command("rules", Explanation)
        {
            files, folder, step, node, family, mode, form,
            RulesDiffCommand.Create(output),
            RulesReplayCommand.Create(output, error),
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(mode) == "nftables")
            {
                await error.WriteLineAsync("learn: nftables mode is not there yet; --mode iptables is.");
                return ExitCode.BadInput;
            }

            string[] paths = parsed.GetValue(files) ?? [];
            if (paths.Length == 0 == (parsed.GetValue(folder) is null))
            {
                await error.WriteLineAsync("learn: give manifests with -f, or a case directory with --case.\nSee 'learn rules --help'.");
                return ExitCode.BadInput;
            }

            IpFamily? asked = parsed.GetValue(family) switch
            {
                null => null,
                "ipv6" => IpFamily.IPv6,
                _ => IpFamily.IPv4,
            };
            var rules = parsed.GetValue(folder) is { } directory
                ? await RulesInput.FromCaseAsync(directory, parsed.GetValue(node), cancellationToken)
                : await RulesInput.FromFilesAsync(paths, parsed.GetValue(node), asked ?? IpFamily.IPv4, input, cancellationToken);
            return await ShowAsync(rules, asked, parsed.GetValue(step), parsed.GetValue(form) == "restore", output, error, cancellationToken);
        });
        return command;
    }

    private static Option<string?> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', values) };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private static async Task<int> ShowAsync(
        RulesInput rules, IpFamily? asked, int? lastStep, bool wantsPayload, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (rules.Description.Configuration.Mode != ProxyMode.Iptables)
        {
            await error.WriteLineAsync($"learn: the configuration asks for the mode {rules.Description.Configuration.Mode.ToString().ToLowerInvariant()}; there is iptables mode only so far.");
            return ExitCode.BadInput;
        }

        int steps = lastStep ?? rules.Steps.Length;
        if (steps < 1 || steps > rules.Steps.Length)
        {
            await error.WriteLineAsync($"learn: --step takes a number from 1 to {rules.Steps.Length}, not {steps}.");
            return ExitCode.BadInput;
        }

        var family = asked ?? rules.Description.Families[0];
        var node = new SimulatedNode(rules.Description.LocalAddresses(rules.Node));
        string save = "", payload = "";
        await foreach (var step in CaseLife.RunAsync(rules.Description with { Families = [family] }, rules.Steps[..steps], node, cancellationToken))
        {
            save = step.Saves[family];
            payload = step.Payloads.LastOrDefault(entry => entry.Family == family).Payload ?? payload;
        }

        await output.WriteAsync(wantsPayload ? payload : save);
        return ExitCode.Done;
    }
}
