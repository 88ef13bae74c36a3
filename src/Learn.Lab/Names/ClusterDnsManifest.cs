using System.Net;

namespace Learn;

/// <summary>The objects of the cluster's name server, as kubeadm makes them, as far as they mean something in a lab.</summary>
internal static class ClusterDnsManifest
{
    /// <summary>The label of its pods. (The name is older than CoreDNS.)</summary>
    public const string AppLabel = "k8s-app";

    /// <summary>The value of <see cref="AppLabel"/>, and the name of the Service.</summary>
    public const string AppName = "kube-dns";

    /// <summary>Its namespace.</summary>
    public const string Namespace = "kube-system";

    /// <summary>Service and Deployment as YAML. One replica, where kubeadm has two: a lab is to start fast; <c>kubectl scale</c> makes it two.</summary>
    /// <param name="addresses">The addresses of the Service, one of each family of the cluster, the primary one first.</param>
    public static string Text(IReadOnlyList<IPAddress> addresses) => $$"""
        apiVersion: v1
        kind: Service
        metadata:
          name: {{AppName}}
          namespace: {{Namespace}}
          labels:
            {{AppLabel}}: {{AppName}}
            kubernetes.io/cluster-service: "true"
            kubernetes.io/name: CoreDNS
          annotations:
            prometheus.io/port: "9153"
            prometheus.io/scrape: "true"
        spec:
          ipFamilyPolicy: {{(addresses.Count > 1 ? "RequireDualStack" : "SingleStack")}}
          clusterIP: "{{addresses[0]}}"
          clusterIPs: [{{string.Join(", ", addresses.Select(address => $"\"{address}\""))}}]
          selector:
            {{AppLabel}}: {{AppName}}
          ports:
            - {name: dns, port: 53, protocol: UDP, targetPort: 53}
            - {name: dns-tcp, port: 53, protocol: TCP, targetPort: 53}
            - {name: metrics, port: 9153, protocol: TCP, targetPort: 9153}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: coredns
          namespace: {{Namespace}}
          labels:
            {{AppLabel}}: {{AppName}}
        spec:
          replicas: 1
          strategy:
            type: RollingUpdate
            rollingUpdate:
              maxUnavailable: 1
          selector:
            matchLabels:
              {{AppLabel}}: {{AppName}}
          template:
            metadata:
              labels:
                {{AppLabel}}: {{AppName}}
              annotations:
                # Not the image's program runs, but the lab's own name server; the ports are its, not the built-in workload's.
                {{Workload.Annotation}}: {{Workload.Dns}}
            spec:
              dnsPolicy: Default
              containers:
                - name: coredns
                  image: registry.k8s.io/coredns/coredns:v1.11.1
                  args: ["-conf", "/etc/coredns/Corefile"]
                  ports:
                    - {name: dns, containerPort: 53, protocol: UDP}
                    - {name: dns-tcp, containerPort: 53, protocol: TCP}
                    - {name: metrics, containerPort: 9153, protocol: TCP}
                    - {name: liveness-probe, containerPort: 8080, protocol: TCP}
                    - {name: readiness-probe, containerPort: 8181, protocol: TCP}
                  livenessProbe:
                    httpGet: {path: /health, port: liveness-probe, scheme: HTTP}
                    initialDelaySeconds: 60
                    timeoutSeconds: 5
                    successThreshold: 1
                    failureThreshold: 5
                  readinessProbe:
                    httpGet: {path: /ready, port: readiness-probe, scheme: HTTP}
                    # kubeadm leaves it at 10 s, which would be the start of a lab if the first probe came too early.
                    periodSeconds: 1
        """;
}
