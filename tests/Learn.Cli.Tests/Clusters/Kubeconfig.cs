using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Learn.Cli.Tests.Rules;

namespace Learn.Cli.Tests.Clusters;

/// <summary>Kubeconfigs of the tests.</summary>
internal static class Kubeconfig
{
    /// <summary>One with the contexts <c>here</c> (the current one) and <c>nowhere</c>, where nobody listens.</summary>
    public static TextFile For(string address, string cluster = "", string user = "") => new($$"""
        apiVersion: v1
        kind: Config
        current-context: here
        clusters:
          - name: here
            cluster: {server: "{{address}}"{{cluster}}}
          - name: nowhere
            cluster: {server: "http://127.0.0.1:1"}
        users:
          - name: reader
            user: {token: secret{{user}}}
        contexts:
          - name: here
            context: {cluster: here, user: reader}
          - name: nowhere
            context: {cluster: nowhere, user: reader}
        """);

    /// <summary>A certificate for the loopback address that is over.</summary>
    public static X509Certificate2 Expired()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Its key.</summary>
    public static string KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>The same as a kubeconfig has it.</summary>
    public static string Data(string pem) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(pem));
}
