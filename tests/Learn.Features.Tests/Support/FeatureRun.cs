namespace Learn.Features.Tests;

/// <summary>Runs one row of the table in a lab of its own.</summary>
internal static class FeatureRun
{
    /// <summary>Where the manifests are, beside the tests.</summary>
    public static string Examples { get; } = Path.Combine(AppContext.BaseDirectory, "examples");

    /// <summary>Runs the command of the table, and the experiment.</summary>
    public static async Task RunAsync(Feature feature)
    {
        string file = $"{feature.Name}.yaml";
        var manifest = LabManifest.Read(await File.ReadAllTextAsync(Path.Combine(Examples, file), Scene.Cancel), file);
        await using var lab = await Lab.StartAsync(manifest, Scene.Cancel);
        var scene = new Scene(lab);

        var tried = await scene.RunAsync(feature.Try.Target, feature.Try.Line);
        Assert.True(tried.ExitCode == feature.Try.ExitCode, $"{feature.Try} ended with {tried.ExitCode}: {tried.OutputText}{tried.ErrorText}");
        if (feature.Try.Prints is { } text)
        {
            Assert.Contains(text, tried.OutputText, StringComparison.Ordinal);
        }

        await feature.Check(scene);
    }
}
