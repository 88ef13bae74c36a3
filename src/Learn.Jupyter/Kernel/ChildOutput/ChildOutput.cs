namespace Learn.Jupyter;

/// <summary>What child processes and native code write to the standard output and error of this process, shown by the cells that run.</summary>
public static class ChildOutput
{
    private static readonly Lock Gate = new();
    private static (TakenDescriptor Output, TakenDescriptor Error)? taken;

    /// <summary>Takes over descriptors 1 and 2 for the rest of the process. What .NET's console writes goes where it went before.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static void TakeOver()
    {
        lock (Gate)
        {
            taken ??= TakenDescriptor.TakeBoth();
        }
    }

    /// <summary>The language with this output among what its cells show; the language itself where nothing was taken over.</summary>
    public static INotebookLanguage Around(INotebookLanguage language)
    {
        ArgumentNullException.ThrowIfNull(language);
        lock (Gate)
        {
            return taken is var (output, error) ? new ChildOutputLanguage(language, output, error) : language;
        }
    }
}
