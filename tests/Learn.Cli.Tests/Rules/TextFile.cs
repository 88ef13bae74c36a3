namespace Learn.Cli.Tests.Rules;

/// <summary>A file that lives as long as a test; several texts become the documents of one YAML file.</summary>
internal sealed class TextFile : IDisposable
{
    public TextFile(params string[] documents) => File.WriteAllText(Path, string.Join("\n---\n", documents));

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
