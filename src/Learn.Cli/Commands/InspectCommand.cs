using System.CommandLine;
using Learn.Cli.Rules;
using Learn.Proxy;

namespace Learn.Cli.Commands;

/// <summary><c>learn inspect</c>: says what a dump of a real node tells.</summary>
internal static class InspectCommand
{
    private const int MostServices = 20;

    private const string Explanation = """
        Says what iptables-save of any node tells: which kube-proxy wrote it, Services and endpoints, other programs, and what is odd. Works on any
        operating system and needs no privileges.

          ssh node-1 'sudo iptables-save; sudo ip6tables-save' | learn inspect -
          kubectl -n kube-system exec kube-proxy-abcde -- iptables-save | learn inspect - --service shop/frontend

        Several saves may follow each other, with prompts and other lines around them.

        With --kubeconfig, --context or --node the cluster is read, too (list services, endpointslices, nodes; nothing is ever written), and what
        kube-proxy should have written on the node is held against the dump. Exit code 1: something differs, 3: the cluster does not answer.
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error, TextReader input)
    {
        var dump = new Argument<string>("DUMP") { Description = "A file with what iptables-save printed; - is standard input." };
        var service = new Option<string?>("--service") { Description = "Only this Service, with its endpoints and chains.", HelpName = "[NAMESPACE/]NAME[:PORT]" };
        var all = new Option<bool>("--all") { Description = "Lists all Services, however many." };
        var kubeconfig = new Option<string?>("--kubeconfig") { Description = "Compares with the cluster of this kubeconfig. Default: that of KUBECONFIG, or ~/.kube/config.", HelpName = "FILE" };
        var context = new Option<string?>("--context") { Description = "Its context. Default: the current one.", HelpName = "CONTEXT" };
        var node = new Option<string?>("--node") { Description = "The node that the dump is of. Needed if the cluster has several.", HelpName = "NODE" };
        var json = new Option<bool>("--json") { Description = "JSON, for programs." };
        var command = new Command("inspect", Explanation) { dump, service, all, kubeconfig, context, node, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string file = parsed.GetRequiredValue(dump);
            string text = file == "-" ? await input.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
            var inspection = DumpInspection.Of(text);
            if (inspection.Parts.IsEmpty && !inspection.Dump.HasNftablesProxy)
            {
                throw new InvalidDataException($"{(file == "-" ? "standard input" : file)} has no rules of iptables: a table begins with a line such as *nat, as iptables-save prints it.");
            }

            if (parsed.GetValue(service) is { } name && !inspection.Parts.Any(part => part.Reading.FindServices(name).Length > 0))
            {
                throw new InvalidDataException($"There is no Service {name} in these rules.{Similar(inspection, name)}");
            }

            bool asksCluster = parsed.GetValue(kubeconfig) is not null || parsed.GetValue(context) is not null || parsed.GetValue(node) is not null;
            ClusterComparison? comparison = null;
            try
            {
                comparison = asksCluster
                    ? await CompareAsync(parsed.GetValue(kubeconfig), parsed.GetValue(context), parsed.GetValue(node), inspection, cancellationToken)
                    : null;
            }
            catch (RealClusterException problem)
            {
                await error.WriteLineAsync($"learn: {problem.Message}");
                return problem.IsUnreachable ? ExitCode.MachineLacks : ExitCode.BadInput;
            }

            await output.WriteAsync(parsed.GetValue(json) ? ReadableJson.Text(InspectionReport.ToJson(inspection, parsed.GetValue(service), comparison)) + "\n"
                : (parsed.GetValue(service) is { } one ? inspection.ToText(one) : inspection.ToText(parsed.GetValue(all) ? int.MaxValue : MostServices))
                    + (comparison is null ? "" : $"\n{comparison}"));
            return comparison is { Deviations.IsEmpty: false } ? ExitCode.NotSo : ExitCode.Done;
        });
        return command;
    }

    private static async Task<ClusterComparison> CompareAsync(
        string? kubeconfig, string? context, string? node, DumpInspection inspection, CancellationToken cancellationToken)
    {
        using var cluster = RealCluster.Connect(kubeconfig, context);
        return ClusterComparison.Of(await cluster.ReadAsync(cancellationToken), node, inspection);
    }

    private static string Similar(DumpInspection inspection, string name)
    {
        string word = name[(name.LastIndexOf('/') + 1)..].Split(':')[0];
        string[] similar = [.. inspection.Services.Select(service => service.Name).Where(known => known.Contains(word, StringComparison.Ordinal)).Distinct().Take(5)];
        return similar.Length == 0 ? " Without --service, all are listed." : $" There are: {string.Join(", ", similar)}.";
    }
}
