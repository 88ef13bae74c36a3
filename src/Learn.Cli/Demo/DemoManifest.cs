namespace Learn.Cli.Demo;

/// <summary>What the tour applies: the course's example, or the reader's own manifest.</summary>
/// <param name="First">The manifest applied first.</param>
/// <param name="More">What is applied on top of it, or null.</param>
/// <param name="FileName">The reader's file, for messages; null for the course's example.</param>
/// <param name="Introduction">What the first manifest is, in a sentence or two.</param>
internal sealed record DemoManifest(string First, string? More, string? FileName, string Introduction)
{
    /// <summary>The file name to show behind <c>kubectl apply -f</c>.</summary>
    public string DisplayName => FileName ?? "my-service.yaml";

    /// <summary>The course's own example.</summary>
    public static DemoManifest OfCourse() => new(
        Read("one-pod.yaml"),
        Read("two-more-pods.yaml"),
        FileName: null,
        "A Service `my-service` for every pod labelled `app: my-app`, and one such pod. The Service listens on port 80, the pod on 8080.");

    /// <summary>A manifest of the reader's.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<DemoManifest> FromFileAsync(string path, CancellationToken cancellationToken)
        => new(await File.ReadAllTextAsync(path, cancellationToken), More: null, path, "Your own manifest:");

    private static string Read(string name)
    {
        using var stream = typeof(DemoManifest).Assembly.GetManifestResourceStream($"Learn.Cli.Demo.{name}")
            ?? throw new InvalidOperationException($"The manifest {name} is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
