namespace Learn.Cli.Bench;

/// <summary>A lab that is busy until somebody kills it.</summary>
internal static class KillVictim
{
    /// <summary>Starts a lab and works in it without end: pods come and go, traffic runs.</summary>
    public static async Task RunAsync(string labName, CancellationToken cancellationToken)
    {
        await using var lab = await Lab.StartAsync(new LabOptions { Name = labName }, cancellationToken);
        await lab.ApplyAsync(BenchManifests.Service, cancellationToken: cancellationToken);
        for (int number = 1; ; number++)
        {
            await lab.ApplyAsync(BenchManifests.Pods(number, 1), cancellationToken: cancellationToken);
            await lab.CurlAsync("http://my-service", 20, cancellationToken: cancellationToken);
            if (number > 3)
            {
                await lab.DeleteAsync("pod", $"my-app-{number - 3}", cancellationToken: cancellationToken);
            }
        }
    }
}
