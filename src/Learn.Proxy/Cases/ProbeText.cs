using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Learn.Proxy;

/// <summary>The answer to an HTTP request in the form of the captured files: times are replaced by <c>&lt;time&gt;</c>.</summary>
internal static partial class ProbeText
{
    internal static string Of(string url, HealthAnswer? answer)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"GET {url}\n");
        if (answer is null)
        {
            return text.Append("no answer: Connection refused\n\n").ToString();
        }

        text.Append(CultureInfo.InvariantCulture, $"{answer.Status}\n");
        foreach ((string name, string value) in answer.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
        }

        return text.Append('\n').Append(Moment().Replace(answer.Body, "\"<time>\"")).Append("\n\n").ToString();
    }

    [GeneratedRegex("\"[0-9]{4}-[0-9]{2}-[0-9]{2} [^\"]*\"")]
    private static partial Regex Moment();
}
