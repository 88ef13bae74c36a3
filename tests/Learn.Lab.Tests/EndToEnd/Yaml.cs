using System.Globalization;
using System.Text;

namespace Learn.Tests.EndToEnd;

/// <summary>Manifests that the tests share.</summary>
internal static class Yaml
{
    public const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: my-service}
        spec:
          selector: {app: my-app}
          ports: [{protocol: TCP, port: 80, targetPort: 8080}]
        """;

    public static string Pods(int first, int count, string labels = "app: my-app", string port = "containerPort: 8080", string namePrefix = "my-app", string container = "")
    {
        var yaml = new StringBuilder();
        for (int number = first; number < first + count; number++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $$"""

                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: {{namePrefix}}-{{number}}, labels: { {{labels}} } }
                spec:
                  containers:
                    - name: web
                      image: nginx:latest
                      ports: [{ {{port}} }]
                      {{container}}
                """);
        }

        return yaml.ToString();
    }

    public static string With(params string[] documents) => string.Join("\n---\n", documents.Select(document => document.TrimStart('\n').TrimStart('-')));
}
