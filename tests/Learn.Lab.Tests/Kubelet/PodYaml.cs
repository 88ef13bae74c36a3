namespace Learn.Tests.Kubelet;

/// <summary>Pods for the tests of the kubelet.</summary>
internal static class PodYaml
{
    /// <summary>A pod <c>web</c> that listens on port 8080, and more fields of its container and of its spec, in YAML's flow style.</summary>
    public static string Pod(string name = "web", string container = "", string spec = "") => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}}, labels: {app: web} }
        spec:
          {{spec}}
          containers:
            - name: web
              image: registry.k8s.io/e2e-test-images/agnhost:2.47
              ports: [{name: http, containerPort: 8080}]
              {{container}}
        """;

    /// <summary>A Service <c>web</c> for it.</summary>
    public const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          selector: {app: web}
          ports: [{port: 80, targetPort: http}]
        """;

    /// <summary>A readiness probe that asks every second, and believes the first answer.</summary>
    public const string QuickReadiness = "readinessProbe: {httpGet: {path: /readyz, port: http}, periodSeconds: 1, failureThreshold: 1}";
}
