using System.Net;
using System.Text;

namespace Learn.Notebook;

/// <summary>The HTML of one output, written from left to right. Text is escaped; it brings the style that it needs.</summary>
internal sealed class HtmlOutput
{
    private readonly StringBuilder html = new();
    private StyleParts parts;

    /// <summary>The characters written so far.</summary>
    public int Length => html.Length;

    /// <summary>What was written, without the element around it.</summary>
    public string Inner => html.ToString();

    /// <summary>Text safe in HTML, in attributes too.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Makes sure that the style of these parts comes with the output.</summary>
    public HtmlOutput Needs(StyleParts needed)
    {
        parts |= needed;
        return this;
    }

    /// <summary>Text.</summary>
    public HtmlOutput Text(string text)
    {
        html.Append(Escape(text));
        return this;
    }

    /// <summary>Markup, as it is: nothing in it may come from outside.</summary>
    public HtmlOutput Raw(string markup)
    {
        html.Append(markup);
        return this;
    }

    /// <summary>An element with nothing but text in it.</summary>
    public HtmlOutput Element(string name, string text, string? style = null) => Open(name, style).Text(text).Close(name);

    /// <summary>The start of an element.</summary>
    public HtmlOutput Open(string name, string? style = null)
    {
        html.Append('<').Append(name);
        if (style is not null)
        {
            html.Append(" class=\"").Append(Escape(style)).Append('"');
        }

        html.Append('>');
        return this;
    }

    /// <summary>The end of an element.</summary>
    public HtmlOutput Close(string name)
    {
        html.Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>Text that keeps its lines.</summary>
    public HtmlOutput Block(string text, string? style = null) => Needs(StyleParts.Listing).Element("pre", text, style);

    /// <summary>What was written, in an element that scopes its style.</summary>
    public override string ToString() => $"<div class=\"learn-out\"><style>{StyleSheet.Of(parts)}</style>{html}</div>";
}
