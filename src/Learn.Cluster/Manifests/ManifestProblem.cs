using System.Text;

namespace Learn.Cluster;

/// <summary>One thing that is wrong in a manifest, with its place.</summary>
public sealed record ManifestProblem
{
    /// <summary>Why the document was refused.</summary>
    public required ManifestProblemReason Reason { get; init; }

    /// <summary>What is wrong and what was expected, without place and field path: <c>Invalid value: 0: must be between 1 and 65535,
    /// inclusive</c>.</summary>
    public required string Message { get; init; }

    /// <summary>The name of the file or cell, if it was given.</summary>
    public string? FileName { get; init; }

    /// <summary>Which document of the text, from 1.</summary>
    public required int Document { get; init; }

    /// <summary>Where, in the whole text.</summary>
    public required ManifestPosition Position { get; init; }

    /// <summary>The line, from 1, in the whole text.</summary>
    public int Line => Position.Line;

    /// <summary>The column, from 1.</summary>
    public int Column => Position.Column;

    /// <summary>The path of the field, <c>spec.ports[0].port</c>; empty when the whole document is meant.</summary>
    public string FieldPath { get; init; } = "";

    /// <summary>The object as API messages name it, <c>Service "my-service"</c>; null while the document has no kind or name.</summary>
    public string? Object { get; init; }

    /// <summary>The source line that is meant, for display below the message; null when it is not known.</summary>
    public string? SourceLine { get; init; }

    /// <summary>Field path and message, as in a bullet of kubectl's list.</summary>
    public string Detail => FieldPath.Length == 0 ? Message : $"{FieldPath}: {Message}";

    /// <summary><c>shop.yaml, document 2, line 14, column 9</c>.</summary>
    public string Place
    {
        get
        {
            var text = new StringBuilder();
            if (FileName is not null)
            {
                text.Append(FileName).Append(", ");
            }

            return text.Append("document ").Append(Document).Append(", ").Append(Position).ToString();
        }
    }

    /// <summary>Place, object, field path and message on one line.</summary>
    public override string ToString() => Object is null
        ? $"{Place}: {Detail}"
        : Reason is ManifestProblemReason.Invalid ? $"{Place}: {Object} is invalid: {Detail}" : $"{Place}: {Object}: {Detail}";
}
