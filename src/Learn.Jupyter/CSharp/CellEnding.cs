namespace Learn.Jupyter.CSharp;

/// <summary>How a cell ended.</summary>
public enum CellEnding
{
    /// <summary>It ran to its end.</summary>
    Succeeded,

    /// <summary>It was not run: it does not compile, or a package could not be restored.</summary>
    DidNotCompile,

    /// <summary>It threw an exception. What it had declared before is kept.</summary>
    Threw,

    /// <summary>It was interrupted and stopped. What it had declared before is kept.</summary>
    Interrupted,

    /// <summary>It was interrupted and did not stop: it goes on unheard, and the state is the one before it.</summary>
    Abandoned,
}
