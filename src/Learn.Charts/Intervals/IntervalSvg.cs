namespace Learn;

/// <summary>Shares with their intervals as a still picture.</summary>
internal static class IntervalSvg
{
    private const double Width = 760;
    private const double Top = 76;
    private const double RowHeight = 30;
    private const double NumbersWidth = 150;
    private const double CharacterWidth = 8.2;

    public static string Draw(IntervalModel model)
    {
        double left = Math.Clamp(model.Rows.IsEmpty ? 0 : model.Rows.Max(row => row.Label.Length) * CharacterWidth, 60, 300) + 20;
        double plot = Width - left - NumbersWidth, bottom = Top + (RowHeight * Math.Max(1, model.Rows.Length)), scale = plot / model.AxisEnd;
        var canvas = new SvgCanvas(Width, bottom + 80, $"{model.Title}: {model.Subtitle}");
        canvas.Text(12, 30, model.Title, "title");
        canvas.Text(12, 52, model.Subtitle, "small");
        for (double value = 0; value <= model.AxisEnd + 0.01; value += model.AxisStep)
        {
            canvas.Path("grid", $"M{left + (value * scale):0.#} {Top}V{bottom}");
            canvas.Text(left + (value * scale), bottom + 18, FormattableString.Invariant($"{value:0} %"), "small", "middle");
        }

        for (int place = 0; place < model.Rows.Length; place++)
        {
            Row(canvas, model.Rows[place], left, Top + (RowHeight * (place + 0.5)), scale * 100);
        }

        Legend(canvas, model, bottom + 44);
        return canvas.ToString();
    }

    private static void Row(SvgCanvas canvas, IntervalRow row, double left, double middle, double scale)
    {
        canvas.Text(left - 10, middle + 5, SvgCanvas.Shorten(row.Label), anchor: "end");
        if (row.Together is { } together)
        {
            canvas.Path("outer", $"M{left + (together.Low * scale):0.#} {middle - 4:0.#}v8m0 -4H{left + (together.High * scale):0.#}m0 -4v8");
        }

        canvas.Path(row.IsBefore ? "beforerange" : "range", $"M{left + (row.Possible.Low * scale):0.#} {middle:0.#}H{left + (row.Possible.High * scale):0.#}");
        if (row.Expected is { } expected)
        {
            canvas.Path("expected", $"M{left + (expected * scale):0.#} {middle - 11:0.#}v22");
        }

        canvas.Circle(row.IsBefore ? "before" : "observed", left + (row.Share * scale), middle, 6);
        canvas.Text(Width - 88, middle + 5, row.CountText, "strong", "end");
        canvas.Text(Width - 24, middle + 5, row.ShareText, anchor: "end");
        canvas.Text(Width - 18, middle + 5, row.IsMarked ? "*" : "");
    }

    private static void Legend(SvgCanvas canvas, IntervalModel model, double y)
    {
        double x = 20;
        if (model.Before is { } before)
        {
            canvas.Circle("before", x, y - 5, 6);
            canvas.Text(x + 14, y, before, "small");
            x += 44 + (before.Length * CharacterWidth);
        }

        canvas.Circle("observed", x, y - 5, 6);
        canvas.Text(x + 14, y, model.After, "small");
        x += 40 + (model.After.Length * 7.4);
        if (model.HasExpectation)
        {
            canvas.Path("expected", $"M{x:0.#} {y - 15:0.#}v20");
            canvas.Text(x + 12, y, "expected", "small");
        }

        if (model.Rows.Any(row => row.IsMarked))
        {
            canvas.Text(14, y + 22, $"* {model.MarkNote}", "small");
        }
    }
}
