using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Learn.Cli.Labs;
using Learn.Cluster;

namespace Learn.Cli.Commands;

/// <summary><c>learn list</c>: the labs that run.</summary>
internal static class ListCommand
{
    private const string Unknown = "<unknown>";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var json = new Option<bool>("--json") { Description = "Prints them as JSON." };
        var command = new Command("list", "Lists your running labs: those of 'learn up', of notebooks and of programs.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var labs = await Task.WhenAll(LabChoice.Names().Select(name => DescribeAsync(name, cancellationToken)));
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(labs, Json));
            }
            else if (labs.Length == 0)
            {
                await error.WriteLineAsync("No lab is running. ./learn up starts one.");
            }
            else
            {
                await output.WriteLineAsync(TableOf(labs).ToString());
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static TextTable TableOf(IEnumerable<RunningLab> labs)
    {
        var table = new TextTable("name", "age", "nodes", "pods", "isolation", "process", "helper");
        foreach (var lab in labs)
        {
            table.Add(
                lab.Name,
                lab.Started is { } started ? HumanDuration.Format(DateTimeOffset.UtcNow - started) : Unknown,
                Text(lab.Nodes),
                Text(lab.Pods),
                lab.Isolation ?? "(does not answer)",
                Text(lab.OwnerProcessId),
                Text(lab.HelperProcessId));
        }

        return table;
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Unknown;

    // A lab that hangs or has another version is listed too: somebody may want to end it.
    private static async Task<RunningLab> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var owner = await RemoteLab.FindAsync(name, cancellationToken);
        try
        {
            if (owner is not null && await owner.AskAsync(new LabRequest.Describe(), patience.Token) is { Description: { } it })
            {
                return new RunningLab(name, it.Started, it.Nodes, it.Pods, it.Isolation, owner.OwnerProcessId, it.HelperProcessId);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It hangs.
        }
        catch (LabException)
        {
            // It has just ended.
        }

        return new RunningLab(name, null, null, null, null, owner?.OwnerProcessId, null);
    }

    /// <summary>A line of the list; what is not known is null.</summary>
    private sealed record RunningLab(string Name, DateTimeOffset? Started, int? Nodes, int? Pods, string? Isolation, int? OwnerProcessId, int? HelperProcessId);
}
