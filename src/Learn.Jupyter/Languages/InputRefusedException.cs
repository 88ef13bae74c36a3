namespace Learn.Jupyter;

/// <summary>A cell asked for input of a front end that cannot ask its user.</summary>
public sealed class InputRefusedException : InvalidOperationException
{
    /// <summary>Makes the exception with its usual message.</summary>
    public InputRefusedException()
        : base("this front end does not support input requests: the cell cannot ask for a line here")
    {
    }
}
