using System.CommandLine;
using Learn.Cli.Commands;
using Learn.Cli.Labs;
using Learn.Netfilter;
using Learn.Proxy;
using ParseResult = System.CommandLine.ParseResult;

namespace Learn.Cli.Rules;

/// <summary>Where the rules come from that a command is about: a running lab, a dump, or manifests.</summary>
internal sealed class RuleSourceOptions
{
    /// <summary>The running lab.</summary>
    public Option<string?> Lab { get; } = LabOption.Create();

    /// <summary>The node.</summary>
    public Option<string?> Node { get; } = new("--node") { Description = "The node. Default: the first one.", HelpName = "NODE" };

    /// <summary>The family.</summary>
    public Option<string?> Family { get; } = MakeFamily();

    /// <summary>A dump.</summary>
    public Option<string?> Dump { get; } = new("--rules") { Description = "Not a lab, but what iptables-save has printed on any node; - is standard input.", HelpName = "FILE" };

    /// <summary>Manifests.</summary>
    public Option<string[]> Manifests { get; } = ManifestFiles.Option("Not a lab, but the rules that kube-proxy makes of a manifest, as 'learn rules' does; - is standard input.");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Lab);
        command.Add(Node);
        command.Add(Family);
        command.Add(Dump);
        command.Add(Manifests);
    }

    /// <summary>The family that is asked for; null for none.</summary>
    public IpFamily? FamilyOf(ParseResult parsed) => parsed.GetValue(Family) switch
    {
        null => null,
        "ipv6" => IpFamily.IPv6,
        _ => IpFamily.IPv4,
    };

    /// <summary>The rules from files, explained; null if a lab is to be asked.</summary>
    /// <exception cref="InvalidDataException">The options contradict each other, or a file holds no rules.</exception>
    public async Task<RulesetExplanation?> ReadAsync(ParseResult parsed, TextReader input, CancellationToken cancellationToken)
    {
        string[] manifests = parsed.GetValue(Manifests) ?? [];
        string? dump = parsed.GetValue(Dump);
        if ((dump is not null ? 1 : 0) + (manifests.Length > 0 ? 1 : 0) + (parsed.GetValue(Lab) is not null ? 1 : 0) > 1)
        {
            throw new InvalidDataException("--lab, --rules and -f are three places to take rules from: give one of them.");
        }

        IpFamily? family = FamilyOf(parsed);
        return dump is not null ? await ExplainedRules.FromDumpAsync(dump, family, input, cancellationToken)
            : manifests.Length > 0 ? await ExplainedRules.FromManifestsAsync(manifests, parsed.GetValue(Node), family ?? IpFamily.IPv4, input, cancellationToken)
            : null;
    }

    private static Option<string?> MakeFamily()
    {
        var option = new Option<string?>("--family") { Description = "The family. Default: that of the dump, or the lab's first.", HelpName = "ipv4|ipv6" };
        option.AcceptOnlyFromAmong("ipv4", "ipv6");
        return option;
    }
}
