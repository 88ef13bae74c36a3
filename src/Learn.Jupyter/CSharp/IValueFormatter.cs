namespace Learn.Jupyter.CSharp;

/// <summary>Turns the value of a cell into something to show.</summary>
public interface IValueFormatter
{
    /// <summary>The value in its forms.</summary>
    /// <param name="value">The value of a cell's last expression.</param>
    /// <returns>The forms; null to show nothing.</returns>
    MimeBundle? Format(object? value);
}
