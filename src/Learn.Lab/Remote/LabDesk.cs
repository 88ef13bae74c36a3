using System.Text.Json;

namespace Learn;

/// <summary>
/// Answers questions that the holder of a lab understands and the lab itself does not: <see cref="LabOptions.Desks"/>. What the question and the answer look like is agreed
/// between the holder and those who ask with <see cref="LabRequest.AskDesk"/>.
/// </summary>
/// <param name="lab">The lab.</param>
/// <param name="question">The question.</param>
/// <param name="cancellationToken">The asker went away.</param>
/// <returns>The answer.</returns>
/// <exception cref="LabException">It cannot be answered; the message goes to the asker as bad input.</exception>
public delegate Task<JsonElement> LabDesk(Lab lab, JsonElement question, CancellationToken cancellationToken);
