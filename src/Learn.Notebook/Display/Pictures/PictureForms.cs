using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Pictures in SVG: within the page, where what is pointed at tells more, as an image of their own, and in words.</summary>
internal static class PictureForms
{
    /// <summary>The picture in its forms.</summary>
    public static MimeBundle Of(SvgPicture picture)
    {
        var html = new HtmlOutput().Needs(StyleParts.Table).Open("div", "wide").Raw(picture.Svg).Close("div");
        return MimeBundle.Text(DisplayLimits.Cut(picture.AlternativeText, DisplayLimits.Text)).With(Forms.Html, html.ToString()).With(Forms.Svg, picture.Svg);
    }
}
