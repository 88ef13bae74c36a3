using System.Text;

namespace Learn;

/// <summary>Answers over time in characters: the higher a block, the larger the share.</summary>
internal static class HeatText
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";

    public static string Draw(HeatModel model)
    {
        var text = new StringBuilder(TextWrap.Wrap(model.Title, ChartText.Width)).Append(TextWrap.Wrap(model.Subtitle, ChartText.Width)).Append('\n');
        int label = Math.Clamp(model.Ends.IsEmpty ? 0 : model.Ends.Max(end => end.Length), 4, 30);
        for (int end = 0; end < model.Ends.Length; end++)
        {
            text.Append(ChartText.Column(model.Ends[end], label)).Append("  ");
            foreach (var piece in model.Shares)
            {
                text.Append(Blocks[Math.Clamp((int)Math.Ceiling(piece[end] / model.Largest * (Blocks.Length - 1)), 0, Blocks.Length - 1)]);
            }

            text.Append('\n');
        }

        text.Append(' ', label + 2).Append("0 s").Append(model.Start(model.Shares.Length).PadLeft(Math.Max(8, model.Shares.Length - 3))).Append("\n\n");
        text.Append(TextWrap.Wrap(FormattableString.Invariant($"a full block is {model.Largest * 100:0} % of the requests of a piece of time"), ChartText.Width));
        return text.Append(TextWrap.Wrap(model.Caption, ChartText.Width)).ToString();
    }
}
