namespace Learn.Notebook;

/// <summary>A question about a place in a block: what could stand there, or what is it?</summary>
/// <param name="Block">The block.</param>
/// <param name="Text">The part of the block with the cursor in it: its <see cref="CellBlock.RawArguments"/> or its <see cref="CellBlock.Code"/>.</param>
/// <param name="Index">The cursor in <paramref name="Text"/>, in UTF-16 units, 0 to its length.</param>
/// <param name="IsInArguments">Whether the cursor is in the selector line.</param>
/// <param name="Session">The notebook. A question starts no lab: see <see cref="NotebookSession.LabIfStarted"/>.</param>
public sealed record BlockQuestion(CellBlock Block, string Text, int Index, bool IsInArguments, NotebookSession Session);
