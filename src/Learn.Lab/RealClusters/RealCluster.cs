using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.Autorest;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using k8s.Models;
using Learn.Proxy;

namespace Learn;

/// <summary>A real cluster, as a kubeconfig names it. It is only read: no request but GET is ever sent.</summary>
public sealed class RealCluster : IDisposable
{
    private const int PageSize = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly Kubernetes client;

    private RealCluster(Kubernetes client, string address)
    {
        this.client = client;
        Address = address;
    }

    /// <summary>The address of its API server.</summary>
    public string Address { get; }

    /// <summary>Takes address and credentials from a kubeconfig. Nothing is sent yet.</summary>
    /// <param name="kubeconfig">The file; null for that of <c>KUBECONFIG</c>, or <c>~/.kube/config</c>.</param>
    /// <param name="context">The context; null for the current one.</param>
    /// <exception cref="RealClusterException">The file or the context is not there or says nothing useful, or the certificate has expired.</exception>
    public static RealCluster Connect(string? kubeconfig = null, string? context = null)
    {
        var file = new FileInfo(kubeconfig ?? Environment.GetEnvironmentVariable("KUBECONFIG")?.Split(Path.PathSeparator)[0]
            ?? KubernetesClientConfiguration.KubeConfigDefaultLocation);
        if (!file.Exists)
        {
            throw new RealClusterException($"There is no kubeconfig {file}. Say with --kubeconfig which file it is.");
        }

        try
        {
            var content = KubernetesClientConfiguration.LoadKubeConfig(file);
            CheckContext(content, file, context);
            var configuration = KubernetesClientConfiguration.BuildConfigFromConfigObject(content, context, null);
            configuration.HttpClientTimeout = Patience;
            CheckCertificate(configuration, file);
            return new RealCluster(new Kubernetes(configuration), configuration.Host);
        }
        catch (Exception problem) when (problem is KubeConfigException or YamlDotNet.Core.YamlException or CryptographicException or FormatException or IOException)
        {
            throw new RealClusterException($"{file} cannot be used: {problem.Message.TrimEnd('.')}.", cause: problem);
        }
    }

    /// <summary>Lists Services, EndpointSlices and Nodes, and reads kube-proxy's configuration where kubeadm has put it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RealClusterException">It does not answer, or refuses.</exception>
    public async Task<RealClusterObjects> ReadAsync(CancellationToken cancellationToken = default)
    {
        var services = await ListAsync<V1ServiceList, V1Service>(
            "list services", next => client.CoreV1.ListServiceForAllNamespacesAsync(limit: PageSize, continueParameter: next, cancellationToken: cancellationToken));
        var slices = await ListAsync<V1EndpointSliceList, V1EndpointSlice>(
            "list endpointslices.discovery.k8s.io",
            next => client.DiscoveryV1.ListEndpointSliceForAllNamespacesAsync(limit: PageSize, continueParameter: next, cancellationToken: cancellationToken));
        var nodes = await ListAsync<V1NodeList, V1Node>(
            "list nodes", next => client.CoreV1.ListNodeAsync(limit: PageSize, continueParameter: next, cancellationToken: cancellationToken));
        var (configuration, remark) = await ReadConfigurationAsync(cancellationToken);
        return new RealClusterObjects(services, slices, nodes, configuration, remark is null ? [] : [remark]);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static void CheckContext(K8SConfiguration content, FileInfo file, string? context)
    {
        var wanted = context ?? content.CurrentContext;
        var known = content.Contexts?.Select(each => each.Name).ToList() ?? [];
        if (string.IsNullOrEmpty(wanted))
        {
            throw new RealClusterException($"{file} has no current context. Say with --context which one is meant: {string.Join(", ", known)}.");
        }

        if (!known.Contains(wanted))
        {
            throw new RealClusterException($"There is no context {wanted} in {file}. There {(known.Count == 0 ? "is none at all" : $"are: {string.Join(", ", known)}")}.");
        }
    }

    private static void CheckCertificate(KubernetesClientConfiguration configuration, FileInfo file)
    {
        if (configuration.ClientCertificateData is not { Length: > 0 } data)
        {
            return;
        }

        using var certificate = X509CertificateLoader.LoadCertificate(PemOrDer(Convert.FromBase64String(data)));
        if (certificate.NotAfter < DateTime.Now)
        {
            throw new RealClusterException(FormattableString.Invariant(
                $"The client certificate in {file} expired on {certificate.NotAfter:yyyy-MM-dd}. Get a new kubeconfig (with kubeadm: kubeadm certs renew admin.conf)."));
        }
    }

    private static byte[] PemOrDer(byte[] data)
    {
        var text = System.Text.Encoding.ASCII.GetString(data);
        return PemEncoding.TryFind(text, out var fields) ? Convert.FromBase64String(text[fields.Base64Data]) : data;
    }

    private async Task<ImmutableArray<TItem>> ListAsync<TList, TItem>(string right, Func<string?, Task<TList>> list)
        where TList : IItems<TItem>, IMetadata<V1ListMeta>
    {
        var items = ImmutableArray.CreateBuilder<TItem>();
        string? next = null;
        do
        {
            var page = await AskAsync(right, () => list(next));
            items.AddRange(page.Items);
            next = page.Metadata?.ContinueProperty;
        }
        while (!string.IsNullOrEmpty(next));
        return items.ToImmutable();
    }

    private async Task<T> AskAsync<T>(string right, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpOperationException refusal)
        {
            throw new RealClusterException(Refusal(right, refusal), cause: refusal);
        }
        catch (HttpRequestException problem) when (problem.InnerException is System.Security.Authentication.AuthenticationException tls)
        {
            throw new RealClusterException(
                $"The certificate of {Address} is not accepted: {tls.Message.TrimEnd('.')}. It may have expired, or certificate-authority-data in the kubeconfig is that of another cluster.",
                cause: problem);
        }
        catch (HttpRequestException problem)
        {
            throw new RealClusterException($"{Address} does not answer: {problem.Message.TrimEnd('.')}. Is the cluster up, and is a VPN or a tunnel needed?", isUnreachable: true, problem);
        }
        catch (TaskCanceledException problem) when (problem.InnerException is TimeoutException)
        {
            throw new RealClusterException(
                FormattableString.Invariant($"{Address} did not answer within {Patience.TotalSeconds:0} s. Is the cluster up, and is a VPN or a tunnel needed?"), isUnreachable: true, problem);
        }
    }

    private string Refusal(string right, HttpOperationException refusal) => refusal.Response.StatusCode switch
    {
        HttpStatusCode.Forbidden =>
            $"The user of this context may not {right} (403 from {Address}). Needed are the rights to list services, endpointslices.discovery.k8s.io and nodes in all namespaces; "
                + "to get the configmap kube-proxy in kube-system helps.",
        HttpStatusCode.Unauthorized => $"{Address} does not know this user (401): a token or certificate has expired or is of another cluster. Log in again, as with your cloud's command line.",
        var status => FormattableString.Invariant($"{Address} refused to {right}: {(int)status} {refusal.Response.ReasonPhrase}."),
    };

    private async Task<(ProxyConfiguration? Configuration, string? Remark)> ReadConfigurationAsync(CancellationToken cancellationToken)
    {
        const string Usual = "the usual configuration is taken: iptables mode, no clusterCIDR";
        try
        {
            var map = await client.CoreV1.ReadNamespacedConfigMapAsync("kube-proxy", "kube-system", cancellationToken: cancellationToken);
            return map.Data?.TryGetValue("config.conf", out var text) == true
                ? (ProxyConfiguration.Parse(text), null)
                : (null, $"The configmap kube-proxy has no config.conf; {Usual}.");
        }
        catch (HttpOperationException refusal)
        {
            return (null, FormattableString.Invariant($"The configmap kube-proxy in kube-system cannot be read ({(int)refusal.Response.StatusCode}); {Usual}."));
        }
        catch (ProxyConfigurationException problem)
        {
            return (null, $"The configmap kube-proxy is not understood ({problem.Message.ReplaceLineEndings(" ")}); {Usual}.");
        }
    }
}
