using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// One call of the program <c>conntrack</c> that removes UDP flows whose destination was translated to a place that is not right any
/// more. Exit status 1 with "0 flow entries have been deleted" is normal.
/// </summary>
/// <param name="Family">The family of the flows.</param>
/// <param name="OriginalDestination">The address that the client sent to; null if any.</param>
/// <param name="DestinationPort">The port that the client sent to, 1–65535; null if any.</param>
/// <param name="TranslatedTo">The endpoint that the flow was sent to, as its slice writes it; null if any.</param>
public sealed record ConntrackDeletion(
    IpFamily Family,
    IPAddress? OriginalDestination = null,
    int? DestinationPort = null,
    string? TranslatedTo = null)
{
    /// <summary>The command with its arguments, in kube-proxy's order.</summary>
    public ImmutableArray<string> Argv
    {
        get
        {
            var argv = ImmutableArray.CreateBuilder<string>();
            argv.Add("conntrack");
            argv.Add("-D");
            if (OriginalDestination is not null)
            {
                argv.Add("--orig-dst");
                argv.Add(OriginalDestination.ToString());
            }
            else
            {
                argv.Add("-p");
                argv.Add("udp");
                argv.Add("--dport");
                argv.Add((DestinationPort ?? 0).ToString(CultureInfo.InvariantCulture));
            }

            if (TranslatedTo is not null)
            {
                argv.Add("--dst-nat");
                argv.Add(TranslatedTo);
            }

            if (OriginalDestination is not null)
            {
                argv.Add("-p");
                argv.Add("udp");
            }

            if (Family == IpFamily.IPv6)
            {
                argv.Add("-f");
                argv.Add("ipv6");
            }

            return argv.ToImmutable();
        }
    }

    /// <summary>The command line.</summary>
    public override string ToString() => string.Join(' ', Argv);
}
