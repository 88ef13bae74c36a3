using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Learn.Cli.Tests.Clusters;

/// <summary>Speaks the list API of Kubernetes over HTTP on the loopback interface, and notes every request that is not a GET.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly IReadOnlyList<object> _objects;

    private ApiServer(WebApplication application, IReadOnlyList<object> objects)
    {
        _application = application;
        _objects = objects;
    }

    /// <summary>Where it listens.</summary>
    public string Address => _application.Urls.Single();

    /// <summary>What was asked for other than by GET.</summary>
    public ConcurrentBag<string> Writes { get; } = [];

    /// <summary>What was asked for.</summary>
    public ConcurrentBag<string> Reads { get; } = [];

    /// <summary>Answers these paths with a status instead.</summary>
    public ConcurrentDictionary<string, HttpStatusCode> Refused { get; } = new();

    /// <summary>kube-proxy's configuration; null for none.</summary>
    public string? Configuration { get; set; }

    public static async Task<ApiServer> StartAsync(IEnumerable<object> objects, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var server = new ApiServer(builder.Build(), [.. objects]);
        server._application.Run(server.AnswerAsync);
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "";
        if (context.Request.Method != "GET")
        {
            Writes.Add($"{context.Request.Method} {path}");
        }

        Reads.Add(path + context.Request.QueryString);
        context.Response.ContentType = "application/json";
        if (Refused.TryGetValue(path, out var status))
        {
            context.Response.StatusCode = (int)status;
            await context.Response.WriteAsync($$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","reason":"{{status}}","code":{{(int)status}}}""");
            return;
        }

        string? body = path switch
        {
            "/api/v1/services" => Paged(context, _objects.OfType<V1Service>().ToList()),
            "/apis/discovery.k8s.io/v1/endpointslices" => KubernetesJson.Serialize(new V1EndpointSliceList
            {
                ApiVersion = "discovery.k8s.io/v1", Kind = "EndpointSliceList", Metadata = new V1ListMeta(), Items = [.. _objects.OfType<V1EndpointSlice>()],
            }),
            "/api/v1/nodes" => KubernetesJson.Serialize(new V1NodeList { ApiVersion = "v1", Kind = "NodeList", Metadata = new V1ListMeta(), Items = [.. _objects.OfType<V1Node>()] }),
            "/api/v1/namespaces/kube-system/configmaps/kube-proxy" when Configuration is { } text => KubernetesJson.Serialize(new V1ConfigMap
            {
                ApiVersion = "v1", Kind = "ConfigMap", Data = new Dictionary<string, string> { ["config.conf"] = text },
            }),
            _ => null,
        };
        context.Response.StatusCode = body is null ? 404 : 200;
        await context.Response.WriteAsync(body ?? """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","reason":"NotFound","code":404}""");
    }

    // One Service a page, to see that pages are followed.
    private static string Paged(HttpContext context, List<V1Service> services)
    {
        int first = int.TryParse(context.Request.Query["continue"], out int place) ? place : 0;
        return KubernetesJson.Serialize(new V1ServiceList
        {
            ApiVersion = "v1",
            Kind = "ServiceList",
            Metadata = new V1ListMeta { ContinueProperty = first + 1 < services.Count ? (first + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : null },
            Items = [.. services.Skip(first).Take(1)],
        });
    }
}
