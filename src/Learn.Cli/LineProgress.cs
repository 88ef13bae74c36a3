namespace Learn.Cli;

/// <summary>Progress as lines on standard error, at once: the thread that reports also writes.</summary>
internal sealed class LineProgress(TextWriter writer) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value)
    {
        lock (writer)
        {
            writer.WriteLine(value);
        }
    }
}
