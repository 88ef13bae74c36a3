using Learn.Jupyter;
using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>
/// Shows values in a notebook. The first that can show a value does: a formatter that the learner registered, then this library's own for its types, then
/// one that the value's type brings along, then what its public members say; for forms that nobody here writes, Microsoft.DotNet.Interactive.Formatting.
/// </summary>
internal sealed class ValueFormatter : IValueFormatter
{
    /// <summary>The value of a cell; null shows nothing.</summary>
    public MimeBundle? Format(object? value) => value is null ? null : FormatAny(value);

    /// <summary>Any value, null too, which is shown as a word.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">The only forms asked for, beside plain text; all that there are where it is empty.</param>
    /// <exception cref="ArgumentException">The value cannot be shown in such a form.</exception>
    public static MimeBundle FormatAny(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        if (value is MimeBundle bundle)
        {
            return bundle;
        }

        mimeTypes = mimeTypes.Count == 0 && value is not null ? PolyglotFormatters.PreferredFor(value.GetType()) ?? [] : mimeTypes;
        return mimeTypes.Count > 0 ? InForms(value, mimeTypes) : value is null ? MimeBundle.Text("null") : InAllForms(value);
    }

    private static MimeBundle InAllForms(object value)
    {
        var registered = PolyglotFormatters.RegisteredFor(value.GetType());
        if (registered.Count == 0)
        {
            return Unregistered(value);
        }

        try
        {
            var bundle = registered.Aggregate(MimeBundle.Empty, (forms, mimeType) =>
                PolyglotFormatters.TryRegistered(value, mimeType) is { } text ? Forms.Add(forms, mimeType, text) : forms);
            return bundle.Data.IsEmpty ? Unregistered(value) : Forms.WithPlain(bundle, () => PlainOf(value));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failed("the formatter that was registered for it", value, e);
        }
    }

    private static MimeBundle InForms(object? value, IReadOnlyCollection<string> mimeTypes)
    {
        var all = value is null ? MimeBundle.Text("null").With(Forms.Html, "<i>null</i>") : Unregistered(value);
        var bundle = MimeBundle.Empty;
        foreach (var mimeType in mimeTypes)
        {
            bundle = value is not null && PolyglotFormatters.TryRegistered(value, mimeType) is { } text ? Forms.Add(bundle, mimeType, text)
                : all.Data.TryGetValue(mimeType, out var form) ? bundle.With(mimeType, form)
                : mimeType == Forms.Html ? bundle.With(mimeType, new HtmlOutput().Block(all.TextOf(Forms.Plain) ?? "", "wrap").ToString())
                : Forms.Add(bundle, mimeType, Foreign(value, mimeType));
        }

        return Forms.WithPlain(bundle, () => all.TextOf(Forms.Plain) ?? "");
    }

    private static MimeBundle Unregistered(object value)
    {
        try
        {
            if (OwnFormatters.TryFormat(value) is { } own)
            {
                return own;
            }
        }
        catch (NullReferenceException)
        {
            // An object that a learner is making may lack what its table shows (new V1Pod() has no spec); its members are shown below.
        }

        try
        {
            if (ConventionFormatters.TryFormat(value) is { } brought)
            {
                return Forms.WithPlain(brought, () => PlainOf(value));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failed("the formatter that its type brings along", value, e);
        }

        return GeneralValues.Of(value, RegisteredHtml);
    }

    private static string Foreign(object? value, string mimeType)
    {
        try
        {
            return PolyglotFormatters.Default(value, mimeType);
        }
        catch (ArgumentException)
        {
            var type = value is null ? "null" : TypeName.Of(value.GetType());
            throw new ArgumentException($"A value of type {type} cannot be shown as {mimeType}: no formatter was registered for it.", nameof(mimeType));
        }
    }

    private static string? RegisteredHtml(object value)
    {
        try
        {
            return PolyglotFormatters.TryRegistered(value, Forms.Html)
                ?? (PolyglotFormatters.TryRegistered(value, Forms.Plain) is { } text ? HtmlOutput.Escape(text) : null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HtmlOutput.Escape(new FailedMember(e).ToString());
        }
    }

    private static string PlainOf(object value) =>
        (OwnFormatters.TryFormat(value) ?? GeneralValues.Of(value, _ => null)).TextOf(Forms.Plain) ?? "";

    private static MimeBundle Failed(string whose, object value, Exception exception)
    {
        var said = $"This {TypeName.Of(value.GetType())} cannot be shown: {whose} threw {exception.GetType().Name}: {exception.Message}";
        var html = new HtmlOutput().Element("p", said, "bad");
        return MimeBundle.Text(said).With(Forms.Html, html.ToString());
    }
}
