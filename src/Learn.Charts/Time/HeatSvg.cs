namespace Learn;

/// <summary>Answers over time as a still picture.</summary>
internal static class HeatSvg
{
    private const double Width = 760;
    private const double Top = 76;
    private const double RowHeight = 30;
    private const double CharacterWidth = 8.2;

    public static string Draw(HeatModel model)
    {
        double left = Math.Clamp(model.Ends.IsEmpty ? 0 : model.Ends.Max(end => end.Length) * CharacterWidth, 60, 300) + 20;
        double piece = (Width - left - 20) / Math.Max(1, model.Shares.Length), bottom = Top + (RowHeight * model.Ends.Length);
        var canvas = new SvgCanvas(Width, bottom + 66, $"{model.Title}: {model.Subtitle}");
        canvas.Text(12, 30, model.Title, "title");
        canvas.Text(12, 52, model.Subtitle, "small");
        for (int end = 0; end < model.Ends.Length; end++)
        {
            double y = Top + (RowHeight * end);
            canvas.Text(left - 10, y + 19, SvgCanvas.Shorten(model.Ends[end]), anchor: "end");
            for (int at = 0; at < model.Shares.Length; at++)
            {
                canvas.Rectangle("shade", left + (at * piece), y + 2, Math.Max(0.5, piece - 1), RowHeight - 4, model.Shares[at][end] / model.Largest);
            }

            canvas.Rectangle("frame", left, y + 1.5, (piece * model.Shares.Length) - 1, RowHeight - 3);
        }

        canvas.Text(left, bottom + 20, "0 s", "small");
        canvas.Text(Width - 20, bottom + 20, model.Start(model.Shares.Length), "small", "end");
        Scale(canvas, model, left, bottom + 36);
        return canvas.ToString();
    }

    private static void Scale(SvgCanvas canvas, HeatModel model, double left, double y)
    {
        const int Steps = 5;
        canvas.Text(left, y + 12, "0 %", "small");
        for (int step = 0; step <= Steps; step++)
        {
            canvas.Rectangle("shade", left + 34 + (step * 22), y, 21, 14, (double)step / Steps);
            canvas.Rectangle("frame", left + 34 + (step * 22), y, 21, 14);
        }

        canvas.Text(left + 40 + ((Steps + 1) * 22), y + 12, FormattableString.Invariant($"{model.Largest * 100:0} % of the requests of a piece of time"), "small");
    }
}
