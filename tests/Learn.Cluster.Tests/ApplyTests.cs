using k8s.Models;
using Microsoft.Extensions.Time.Testing;

namespace Learn.Cluster.Tests;

public sealed class ApplyTests
{
    private const string CourseExample = """
        apiVersion: v1
        kind: Service
        metadata:
          name: my-service
        spec:
          selector:
            app: my-app
          ports:
            - protocol: TCP
              port: 80
              targetPort: 8080
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: my-pod
          labels:
            app: my-app
        spec:
          containers:
            - name: web
              image: nginx:latest
              ports:
                - containerPort: 8080
        """;

    private readonly ClusterApi cluster = new(new ClusterOptions(), new FakeTimeProvider());

    [Fact]
    public void The_course_example_is_created_and_then_unchanged()
    {
        Assert.Equal("service/my-service created\npod/my-pod created", cluster.Apply(CourseExample).ToString());
        var version = cluster.ResourceVersion;
        Assert.Equal("service/my-service unchanged\npod/my-pod unchanged", cluster.Apply(CourseExample).ToString());
        Assert.Equal(version, cluster.ResourceVersion);
    }

    [Fact]
    public void A_pod_that_gets_an_address_and_becomes_ready_appears_in_the_slice()
    {
        cluster.Apply(CourseExample);
        cluster.UpdateStatus<V1Pod>("default", "my-pod", pod =>
        {
            pod.Status.PodIP = "10.244.1.10";
            pod.Status.Conditions = [new V1PodCondition { Type = "Ready", Status = "True" }];
        });

        var slice = Assert.Single(cluster.List<V1EndpointSlice>());
        var endpoint = Assert.Single(slice.Endpoints);
        Assert.Equal(["10.244.1.10"], endpoint.Addresses);
        Assert.True(endpoint.Conditions.Ready);
        Assert.Equal(8080, Assert.Single(slice.Ports).Port);
        Assert.Equal("my-service", slice.Metadata.Labels[SliceLabels.ServiceName]);
    }

    [Fact]
    public void A_changed_manifest_keeps_the_allocated_address()
    {
        cluster.Apply(CourseExample);
        var before = cluster.Get<V1Service>("default", "my-service")!;
        Assert.Equal("service/my-service configured\npod/my-pod unchanged", cluster.Apply(CourseExample.Replace("port: 80\n", "port: 81\n", StringComparison.Ordinal)).ToString());
        var after = cluster.Get<V1Service>("default", "my-service")!;
        Assert.Equal(before.Spec.ClusterIP, after.Spec.ClusterIP);
        Assert.Equal(81, Assert.Single(after.Spec.Ports).Port);
    }
}
