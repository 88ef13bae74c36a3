namespace Learn.Jupyter;

/// <summary>
/// Where a cell writes to. All members may be called from any thread, also after the cell has ended (a task that it left running): then
/// the output still goes to that cell. Nothing throws because a front end went away.
/// </summary>
public interface ICellOutput
{
    /// <summary>Writes text. Small pieces are sent together, in order, within a few milliseconds.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">May hold ANSI colours, carriage returns, anything a terminal takes.</param>
    void WriteStream(string name, string text);

    /// <summary>Shows something below the cell; with a <see cref="DisplayData.DisplayId"/> it can be changed later.</summary>
    void Display(DisplayData data);

    /// <summary>Changes everything that was shown with this <see cref="DisplayData.DisplayId"/>, in other cells too.</summary>
    /// <exception cref="ArgumentException">There is no display id.</exception>
    void UpdateDisplay(DisplayData data);

    /// <summary>Removes what the cell has shown so far.</summary>
    /// <param name="wait">True to wait for the next output, so that nothing flickers.</param>
    void ClearOutput(bool wait);

    /// <summary>Asks the learner for a line.</summary>
    /// <param name="prompt">Shown beside the input.</param>
    /// <param name="isPassword">True to hide what is typed.</param>
    /// <param name="cancellationToken">Gives up the wait. The interruption of the cell does so by itself.</param>
    /// <exception cref="InputRefusedException">The front end cannot ask (nbconvert, for one).</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    Task<string> RequestInputAsync(string prompt, bool isPassword, CancellationToken cancellationToken = default);
}
