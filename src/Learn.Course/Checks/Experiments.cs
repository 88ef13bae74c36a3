using System.Globalization;

namespace Learn.Course;

/// <summary>Experiments that show what a check saw: a line for a notebook, and below it one for a terminal.</summary>
internal static class Experiments
{
    /// <summary>The requests of a check.</summary>
    public static string Of(TrafficPlan plan)
    {
        if (plan.IsUdp)
        {
            return Both($"#!trace{From(plan.From)} {plan.To}", $"learn trace{From(plan.From)} {plan.To}");
        }

        string family = plan.Family switch
        {
            System.Net.Sockets.AddressFamily.InterNetwork => " -4",
            System.Net.Sockets.AddressFamily.InterNetworkV6 => " -6",
            _ => "",
        };
        string url = plan.Source is null ? plan.To : WithClientAddress(plan.To);
        string number = plan.Count > 1 && plan.Source is null ? string.Create(CultureInfo.InvariantCulture, $" -n {plan.Count}") : "";
        string command = number.Length > 0 && family.Length == 0 && !plan.KeepAlive
            ? $"learn distribution{number}{From(plan.From)} {plan.To}"
            : $"learn exec {plan.From} -- curl -s{family} {url}";
        return Both($"#!curl{number}{From(plan.From)}{family} {url}", command);
    }

    /// <summary>A walk.</summary>
    public static string Walk(string to, string from, string protocol)
    {
        string proto = protocol == "tcp" ? "" : $" --proto {protocol}";
        return Both($"#!walk{From(from)}{proto} {to}", $"learn walk{From(from)}{proto} {to}");
    }

    /// <summary>Looking at an object.</summary>
    public static string Get(ObjectName name)
    {
        string ns = name.Namespace is "" or Lab.DefaultNamespace ? "" : $" -n {name.Namespace}";
        return Both($"#!kubectl get {name.Kind.Singular} {name.Name}{ns} -o yaml", $"learn get {name.Kind.Singular} {name.Name}{ns} -o yaml");
    }

    /// <summary>Looking at rules.</summary>
    public static string Rules(string node, string table, string? chain, Netfilter.IpFamily family)
    {
        string program = family == Netfilter.IpFamily.IPv4 ? "iptables" : "ip6tables";
        string list = chain is null ? $"-t {table} -S" : $"-t {table} -S {chain}";
        return Both($"#!{program} --node {node} {list}", $"learn exec node/{node} -- {program} {list}");
    }

    /// <summary>A shell command.</summary>
    public static string Command(string host, string command)
        => Both($"#!sh --in {host} {command}", $"learn exec {host} -- sh -c '{command.Replace("'", "'\\''", StringComparison.Ordinal)}'");

    private static string Both(string cell, string command) => $"{cell}\n{command}";

    private static string From(string from) => from == TrafficPlan.Toolbox ? "" : $" --from {from}";

    // The page that says whom the Pod sees.
    private static string WithClientAddress(string url)
        => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.AbsolutePath == "/" ? $"{url.TrimEnd('/')}/clientip" : url;
}
