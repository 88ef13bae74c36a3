using Learn.Course;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>A list of checks that grows where it stands.</summary>
internal sealed class CheckProgress : IProgress<CheckResult>
{
    private readonly Lock gate = new();
    private readonly ICellOutput output;
    private readonly string id = Guid.NewGuid().ToString("n");
    private CheckList list;
    private bool isEnded;

    /// <summary>Shows the list, empty as yet.</summary>
    public CheckProgress(ICellOutput output, Exercise exercise)
    {
        this.output = output;
        list = new CheckList(CheckAdvice.TitleOf(exercise), []) { Total = exercise.Definition.Checks.Length };
        output.Display(Data(list.ToBundle()));
    }

    /// <summary>One more is done.</summary>
    public void Report(CheckResult value)
    {
        lock (gate)
        {
            if (!isEnded)
            {
                list = list with { Results = [.. list.Results, value] };
                output.UpdateDisplay(Data(list.ToBundle()));
            }
        }
    }

    /// <summary>Shows how it ended.</summary>
    public void Finish(CheckList finished) => End(finished.ToBundle());

    /// <summary>Says that it did not end.</summary>
    public void GiveUp(string sentence) => End(new CourseNote(list.Title, sentence) { State = "open" }.ToBundle());

    private void End(MimeBundle bundle)
    {
        lock (gate)
        {
            isEnded = true;
            output.UpdateDisplay(Data(bundle));
        }
    }

    private DisplayData Data(MimeBundle bundle) => new(bundle) { DisplayId = id };
}
