namespace Learn.Jupyter;

/// <summary>How a kernel introduces itself.</summary>
/// <param name="Implementation">The name of the program.</param>
/// <param name="Version">Its version.</param>
/// <param name="Banner">What a console shows at its start.</param>
public sealed record KernelInfo(string Implementation, string Version, string Banner)
{
    /// <summary>Entries of the front end's help menu.</summary>
    public IReadOnlyList<HelpLink> HelpLinks { get; init; } = [];
}
