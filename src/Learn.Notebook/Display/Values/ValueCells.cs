using System.Collections;
using System.Reflection;
using System.Text;
using System.Runtime.CompilerServices;

namespace Learn.Notebook;

/// <summary>
/// Values within a table. Of things in things there is shown as much as <see cref="DisplayLimits"/> allows; what contains itself is named, not
/// followed.
/// </summary>
/// <param name="custom">HTML of a formatter that the learner registered for a value, or null.</param>
internal sealed class ValueCells(Func<object, string?>? custom = null)
{
    private readonly List<object> path = [];
    private int values;

    /// <summary>Marks a value as the one being shown, so that it is not shown again within itself.</summary>
    public void Enter(object value) => path.Add(value);

    /// <summary>The opposite of <see cref="Enter"/>.</summary>
    public void Leave() => path.RemoveAt(path.Count - 1);

    /// <summary>The cell of a value.</summary>
    public TableCell Of(object? value)
    {
        switch (value)
        {
            case null:
                return new TableCell("null") { Tone = "muted" };
            case string text:
                return new TableCell(DisplayLimits.Cut(text, DisplayLimits.CellText));
            case FailedMember failed:
                return new TableCell(DisplayLimits.Cut(failed.ToString(), DisplayLimits.CellText)) { Tone = "bad" };
            case Task task:
                return new TableCell(TaskText.Of(task)) { Tone = "warn" };
        }

        if (ScalarText.IsScalar(value.GetType()))
        {
            return new TableCell(DisplayLimits.Cut(Safely(() => ScalarText.Of(value)), DisplayLimits.CellText)) { IsNumber = ScalarText.IsNumber(value) };
        }

        if (custom?.Invoke(value) is { } markup)
        {
            return new TableCell(Short(value)) { Html = markup };
        }

        return Compound(value);
    }

    private TableCell Compound(object value)
    {
        var text = Short(value);
        if (path.Any(each => ReferenceEquals(each, value)))
        {
            return new TableCell(text == TypeName.Of(value.GetType()) ? $"{text} (see above)" : text) { Tone = "muted" };
        }

        if (path.Count > DisplayLimits.Depth || ++values > DisplayLimits.Values || value is IEnumerable || IsToldByItsText(value))
        {
            return new TableCell(text);
        }

        var members = ValueMember.Of(value.GetType());
        if (members.Count == 0)
        {
            return new TableCell(text);
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        Enter(value);
        try
        {
            var html = new HtmlOutput().Raw("<details>").Element("summary", text).Raw("<table><tbody>");
            foreach (var member in members.Take(DisplayLimits.Columns))
            {
                var cell = Of(member.ReadFrom(value));
                html.Raw("<tr>").Element("th", member.Name).Raw("<td>");
                html.Raw(cell.Html ?? (cell.Tone is null ? HtmlOutput.Escape(cell.Text) : $"<span class=\"{cell.Tone}\">{HtmlOutput.Escape(cell.Text)}</span>"));
                html.Raw("</td></tr>");
            }

            return new TableCell(text) { Html = html.Raw("</tbody></table></details>").Inner };
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>A value in a few words: its own text where it has one, a sequence by its first items, otherwise its type.</summary>
    public string Short(object value)
    {
        var type = value.GetType();
        if (value is byte[] bytes)
        {
            return FormattableString.Invariant($"{bytes.Length:N0} bytes");
        }

        if (value is IEnumerable items && !HasOwnText(type))
        {
            return ShortSequence(items);
        }

        if (value is ITuple tuple)
        {
            return $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => tuple[i] is { } item ? Nested(item) : "null"))})";
        }

        if (type.Name.Contains("AnonymousType", StringComparison.Ordinal))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            var members = ValueMember.Of(type).Select(member => $"{member.Name} = {(member.ReadFrom(value) is { } part ? Nested(part) : "null")}");
            return DisplayLimits.Cut($"{{ {string.Join(", ", members)} }}", DisplayLimits.CellText);
        }

        if (!HasOwnText(type))
        {
            return TypeName.Of(type);
        }

        return DisplayLimits.Cut(Safely(() => value.ToString() ?? "").ReplaceLineEndings("\n").TrimEnd(), DisplayLimits.CellText);
    }

    /// <summary>True for a type whose text tells more than the type's name.</summary>
    public static bool HasOwnText(Type type) =>
        type.GetMethod(nameof(ToString), BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes)?.DeclaringType is { } owner
        && owner != typeof(object) && owner != typeof(ValueType) && owner != typeof(Attribute) && owner != typeof(MarshalByRefObject);

    private static bool IsToldByItsText(object value)
    {
        var method = value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes);
        return HasOwnText(value.GetType()) && method is not null && value is not ITuple
            && !Attribute.IsDefined(method, typeof(CompilerGeneratedAttribute)) && !value.GetType().Name.Contains("AnonymousType", StringComparison.Ordinal);
    }

    private string ShortSequence(IEnumerable items)
    {
        if (path.Count > DisplayLimits.Depth || path.Any(each => ReferenceEquals(each, items)))
        {
            return TypeName.Of(items.GetType());
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        Enter(items);
        try
        {
            var head = Sequence.Of(items, DisplayLimits.NestedItems);
            var text = new StringBuilder(string.Join(", ", head.Head.Select(item => item is null ? "null" : Nested(item))));
            text.Append(!head.HasMore ? "" : head.Count is { } count ? FormattableString.Invariant($", … ({count:N0})") : ", …");
            return head.Head.Count == 0 ? "(empty)" : DisplayLimits.Cut(text.ToString(), DisplayLimits.CellText);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new FailedMember(e).ToString();
        }
        finally
        {
            Leave();
        }
    }

    private string Nested(object item) => ScalarText.IsScalar(item.GetType()) ? Safely(() => ScalarText.Of(item))
        : item.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? string.Join(": ", ValueMember.Of(type).Select(member => member.ReadFrom(item) is { } part ? Nested(part) : "null"))
        : Short(item);

    private static string Safely(Func<string> text)
    {
        try
        {
            return text();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new FailedMember(e).ToString();
        }
    }
}
