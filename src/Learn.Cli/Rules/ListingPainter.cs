using System.Text;
using Learn.Proxy;

namespace Learn.Cli.Rules;

/// <summary>Writes listings to a terminal in colour, and elsewhere without.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="hasColours">Whether it is a terminal that has colours.</param>
internal sealed class ListingPainter(TextWriter output, bool hasColours)
{
    /// <summary>Writes lines.</summary>
    public async Task WriteAsync(IEnumerable<IReadOnlyList<ListingPart>> lines, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            text.Clear();
            foreach (ListingPart part in line)
            {
                text.Append(hasColours && ColourOf(part.Style) is { } colour ? $"\e[{colour}m{part.Text}\e[0m" : part.Text);
            }

            await output.WriteLineAsync(text, cancellationToken);
        }
    }

    // The sixteen colours of the terminal itself: its owner has chosen them to be readable.
    private static string? ColourOf(ListingStyle style) => style switch
    {
        ListingStyle.Heading => "1",
        ListingStyle.Chain => "36",
        ListingStyle.Service => "35",
        ListingStyle.Endpoint => "32",
        ListingStyle.Comment => "2",
        ListingStyle.Chance => "33",
        ListingStyle.Verdict => "1;32",
        ListingStyle.Stop => "1;31",
        ListingStyle.Note => "3",
        ListingStyle.Counter => "34",
        _ => null,
    };
}
