using Learn.Machines.Tests.Enclosures;

namespace Learn.Machines.Tests.Machines;

/// <summary>What a fresh machine takes over from this one, so that it reaches the same package registries: nothing of it is written down here.</summary>
internal static class MachineSettings
{
    /// <summary>Where the certificates of this machine are in the fresh one.</summary>
    private const string Certificates = "/etc/machine-certificates.crt";

    // Proxies and what NuGet is told by its environment.
    private static readonly string[] Passed = ["http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NUGET_CERT_REVOCATION_MODE"];

    /// <summary>The variables.</summary>
    public static IReadOnlyList<string> Environment { get; } =
    [
        "LANG=C.UTF-8",
        $"SSL_CERT_FILE={Certificates}",
        .. from name in Passed let value = System.Environment.GetEnvironmentVariable(name) where value is { Length: > 0 } select $"{name}={value}",
    ];

    /// <summary>The folder of this machine's .NET SDK.</summary>
    public static string Sdk { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    /// <summary>NuGet's folder of packages on this machine.</summary>
    public static string Packages { get; } = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } place ? place : Path.Combine(Home, ".nuget", "packages");

    private static string Home => System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

    /// <summary>Makes an empty Debian, or Ubuntu, of this machine's own release, from the place where this machine's apt gets its packages.</summary>
    /// <param name="enclosure">Where.</param>
    /// <param name="root">The folder of the new file system.</param>
    /// <param name="packages">What it has beside the least that can be: what a .NET SDK needs and what fetches the repository.</param>
    public static Task<Outcome> BootstrapAsync(Enclosure enclosure, string root, params IEnumerable<string> packages) => enclosure.ScriptAsync(
        """
        . /etc/os-release
        mirror= components=
        while IFS='|' read -r place release component; do
            if [[ $release == "$VERSION_CODENAME" ]]; then
                mirror=$place components=${components:+$components,}$component
            fi
        done < <(apt-get indextargets --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)' 'Created-By: Packages' | sort -u)
        keys=/usr/share/keyrings/$ID-archive-keyring.gpg
        [[ ! -f $keys ]] || keyring=--keyring=$keys
        debootstrap --variant=minbase --components="$components" --include="$2" ${keyring:-} "$VERSION_CODENAME" "$1" "$mirror" >"$1.log" 2>&1 || {
            tail -n 20 "$1.log" >&2
            exit 1
        }
        # As in images of distributions: no package lists.
        rm -rf "$1"/var/lib/apt/lists/*
        """,
        root,
        string.Join(',', packages));

    /// <summary>Copies how names are looked up, whom to trust, and how apt and NuGet reach their registries.</summary>
    public static Task<Outcome> HandOverAsync(Enclosure enclosure, string root) => enclosure.ScriptAsync(
        """
        cp -L /etc/resolv.conf /etc/hosts "$1/etc/"
        apt-config dump Acquire >"$1/etc/apt/apt.conf.d/90machine"
        cp -L "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$1$2"
        if [[ -f $3/.nuget/NuGet/NuGet.Config ]]; then
            mkdir -p "$1/root/.nuget/NuGet"
            cp "$3/.nuget/NuGet/NuGet.Config" "$1/root/.nuget/NuGet/"
        fi
        """,
        root,
        Certificates,
        Home);
}
