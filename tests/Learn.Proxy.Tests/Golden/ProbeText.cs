using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Learn.Proxy.Tests;

/// <summary>The answer to an HTTP request in the form of the captured files.</summary>
internal static partial class ProbeText
{
    internal static string Of(string url, NodeProxy? proxy, SimulatedNode node)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"GET {url}\n");
        if (Answer(new Uri(url), proxy, node) is { } answer)
        {
            text.Append(CultureInfo.InvariantCulture, $"{answer.Status}\n");
            foreach ((string name, string value) in answer.Headers)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
            }

            text.Append('\n').Append(Moment().Replace(answer.Body, "\"<time>\"")).Append('\n');
        }
        else
        {
            text.Append("no answer: Connection refused\n");
        }

        return text.Append('\n').ToString();
    }

    private static HealthAnswer? Answer(Uri url, NodeProxy? proxy, SimulatedNode node)
    {
        if (proxy is null)
        {
            return null;
        }

        if (proxy.Configuration.HealthzBindAddress == $"0.0.0.0:{url.Port}")
        {
            return url.AbsolutePath == "/livez" ? proxy.Health.Livez() : proxy.Health.Healthz();
        }

        var nodePorts = new NodePortAddresses(proxy.Configuration.NodePortAddresses, proxy.Halves[0].Proxy.Family);
        var listening = ServiceHealth.ListenAddresses(nodePorts, node.Addresses);
        return listening.IsEmpty || listening.Contains(IPAddress.Parse(url.Host)) ? proxy.AnswerHealthCheck(url.Port) : null;
    }

    [GeneratedRegex("\"[0-9]{4}-[0-9]{2}-[0-9]{2} [^\"]*\"")]
    private static partial Regex Moment();
}
