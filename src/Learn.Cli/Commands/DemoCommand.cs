using System.CommandLine;
using Learn.Cli.Demo;

namespace Learn.Cli.Commands;

/// <summary><c>learn demo</c>: the main job, end to end.</summary>
internal static class DemoCommand
{
    private const int MostRequests = 1_000_000;

    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var yaml = new Option<string?>("--yaml", "-f") { Description = "A manifest of your own instead of the course's example.", HelpName = "FILE" };
        var html = new Option<string>("--html") { Description = "Where the report goes.", HelpName = "FILE", DefaultValueFactory = _ => "demo.html" };
        var requests = NumberOption.Create("--requests", "How many requests are sent,", 1, MostRequests, 300);
        var command = new Command("demo", "A guided tour: YAML, the rules it becomes, real traffic, and where it went.") { yaml, html, requests };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(yaml), parsed.GetRequiredValue(html), parsed.GetValue(requests), output, error, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? yaml, string html, int requests, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(html)) is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"--html: there is no folder {folder} to write the report into.");
        }

        var manifest = yaml is null ? DemoManifest.OfCourse() : await DemoManifest.FromFileAsync(yaml, cancellationToken);
        var report = new Report("A Kubernetes Service, from YAML to packets") { Footer = "Written by ./learn demo." };
        var progress = new LineProgress(error);
        progress.Report("Starting a private world of namespaces …");
        await using (var lab = await Lab.StartAsync(cancellationToken: cancellationToken))
        {
            var page = new TourPage(Terminal.Create(output), report);
            await new DemoTour(lab, page, manifest, requests, progress).RunAsync(cancellationToken);
        }

        await report.SaveAsync(html, cancellationToken);
        await output.WriteLineAsync($"\nThe same as a page, with the chart drawn: {Path.GetFullPath(html)}");
        return ExitCode.Done;
    }
}
