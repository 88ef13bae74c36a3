using System.Collections.Immutable;

namespace Learn.Course.Tests.Templates;

/// <summary>Templates that ask a real lab.</summary>
public sealed class LabTemplateTests
{
    private const string Manifest = """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: LoadBalancer
          selector: {app: web}
          ipFamilyPolicy: RequireDualStack
          ports: [{name: http, port: 80, targetPort: 8080, nodePort: 30080}, {name: admin, port: 9000, targetPort: 8080, nodePort: 30090}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web-2, labels: {app: web}}
        spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web-1, labels: {app: web, part: first}}
        spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: cart, namespace: shop}
        spec: {clusterIP: None, selector: {app: cart}, ports: [{port: 80}]}
        """;

    private static readonly DrawnExercise Drawn = new(new Exercise("/course/exercises/07-x", new ExerciseDefinition()), ImmutableSortedDictionary<string, string>.Empty.Add("name", "web"));

    [Fact]
    public async Task A_lab_answers_what_templates_ask()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var lab = await Lab.StartAsync(new LabOptions { Addresses = AddressPlan.DualStack, ClusterDns = false }, cancellationToken);
        await lab.ApplyAsync(Manifest, cancellationToken: cancellationToken);
        var service = lab.Get<k8s.Models.V1Service>("web")!;
        var pod = lab.Get<k8s.Models.V1Pod>("web-1")!;
        Assert.Equal(service.Spec.ClusterIP, Text("{{ name | cluster_ip }}"));
        Assert.Equal(service.Spec.ClusterIPs[1], Text("{{ 'default/web' | cluster_ip: 'IPv6' }}"));
        Assert.Equal("30080 30090", Text("{{ 'web' | node_port }} {{ 'web' | node_port: 'admin' }}"));
        Assert.Equal(service.Status.LoadBalancer.Ingress[0].Ip, Text("{{ 'web' | balancer_ip }}"));
        Assert.Equal($"{pod.Status.PodIP} {pod.Status.PodIPs[1].Ip} node-1", Text("{{ 'web-1' | pod_ip }} {{ 'web-1' | pod_ip: 'IPv6' }} {{ 'web-1' | node_of }}"));
        Assert.Equal("172.18.0.2 fd00:172:18::2", Text("{{ 'node-1' | node_ip }} {{ 'node-1' | node_ip: 'IPv6' }}"));
        Assert.Equal("web-1, web-2; 2; web-1", Text("{{ 'web' | endpoints | join: ', ' }}; {{ 'app=web' | pods | size }}; {{ 'app=web,part=first' | pods | first }}"));

        // The names are those that the kernel has.
        string rules = await lab.IptablesSaveAsync(table: "nat", cancellationToken: cancellationToken);
        Assert.Contains($"-A {Text("{{ 'web' | service_chain: 'admin' }}")} ", rules, StringComparison.Ordinal);
        Assert.Contains($"-A {Text("{{ 'web-1' | endpoint_chain: 'web' }}")} ", rules, StringComparison.Ordinal);
        Assert.Contains($"--to-destination {pod.Status.PodIP}:8080", rules.Split('\n').Single(line => line.Contains(Text("-A {{ 'web-1' | endpoint_chain: 'web', 'admin' }} "), StringComparison.Ordinal) && line.Contains("DNAT", StringComparison.Ordinal)), StringComparison.Ordinal);

        foreach (var (template, message) in new[]
        {
            ("{{ 'wep' | cluster_ip }}", "07-x: The lab has no Service wep."),
            ("{{ 'shop/cart' | cluster_ip }}", "07-x: The Service shop/cart has no cluster IP."),
            ("{{ 'shop/cart' | node_port }}", "07-x: The Service shop/cart has no node port."),
            ("{{ 'web' | node_port: 'htp' }}", "07-x: The Service web has no port called htp."),
            ("{{ 'web' | cluster_ip: 'v6' }}", "07-x: \"v6\" is no family of addresses; there are IPv4 and IPv6."),
            ("{{ 'web-3' | pod_ip }}", "07-x: The lab has no Pod web-3."),
            ("{{ 'web-1' | endpoint_chain: 'shop/cart' }}", "07-x: The Pod web-1 is no endpoint of the Service shop/cart."),
        })
        {
            Assert.Equal(message, Assert.Throws<CourseException>(() => Text(template)).Message);
        }

        string Text(string template) => Drawn.Render(template, lab);
    }
}
