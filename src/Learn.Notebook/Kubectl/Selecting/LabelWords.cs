using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Reads the selectors of flags.</summary>
internal static class LabelWords
{
    /// <summary>The selector; an empty text selects everything.</summary>
    /// <exception cref="CellException">It is none.</exception>
    public static LabelSelector Read(string? text)
    {
        try
        {
            return LabelSelector.Parse(text ?? "");
        }
        catch (FormatException problem)
        {
            throw KubectlErrors.Mistake(problem.Message);
        }
    }
}
