using Learn.Jupyter.CSharp;

namespace Learn.Jupyter.Tests.CSharp;

/// <summary>One session whose cells have checks, one whose cells have none, and one in which nothing is run.</summary>
public sealed class CheckedSessions : IDisposable
{
    internal Session With { get; } = new();

    internal Session Without { get; } = new(new CSharpEngineOptions { WritesChecks = false });

    internal Session Fresh { get; } = new();

    public void Dispose()
    {
        With.Dispose();
        Without.Dispose();
        Fresh.Dispose();
    }
}
