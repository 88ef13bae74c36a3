using System.Globalization;
using System.Text;

namespace Learn.Cli.Bench;

/// <summary>What the benchmarks apply.</summary>
internal static class BenchManifests
{
    /// <summary>The course's Service.</summary>
    public const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: my-service}
        spec:
          selector: {app: my-app}
          ports: [{protocol: TCP, port: 80, targetPort: 8080}]

        """;

    /// <summary>Pods for it.</summary>
    public static string Pods(int first, int count)
    {
        var yaml = new StringBuilder();
        for (int number = first; number < first + count; number++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"""
                ---
                apiVersion: v1
                kind: Pod
                metadata: {"{"}name: my-app-{number}, labels: {"{"}app: my-app{"}}"}
                spec:
                  containers:
                    - name: web
                      image: nginx:latest
                      ports: [{"{"}containerPort: 8080{"}"}]

                """);
        }

        return yaml.ToString();
    }
}
