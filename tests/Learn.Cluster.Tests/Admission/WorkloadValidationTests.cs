using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class WorkloadValidationTests
{
    private const string Rest = "selector: {matchLabels: {app: web}}\n  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: b}]}}";
    private const string Rolling = "strategy: {rollingUpdate: ";

    private readonly ClusterApi cluster = TestCluster.Start();

    private static string Deployment(string spec, string kind = "Deployment") =>
        $"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: web}}\nspec:\n  {spec}\n";

    [Theory]
    [InlineData("replicas: -1\n  " + Rest, "spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: b}]}}", "spec.selector: Required value")]
    [InlineData("selector: {}\n  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: b}]}}", "spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string(nil), MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: empty selector is invalid for deployment")]
    [InlineData("selector: {matchLabels: {app: x}}\n  template: {metadata: {labels: {app: web, b: c}}, spec: {containers: [{name: a, image: b}]}}", "spec.template.metadata.labels: Invalid value: map[string]string{\"app\":\"web\", \"b\":\"c\"}: `selector` does not match template `labels`")]
    [InlineData("selector: {matchExpressions: [{key: app, operator: In}]}\n  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: b}]}}", "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'")]
    [InlineData("selector: {matchExpressions: [{key: app, operator: Is}]}\n  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: b}]}}", "spec.selector.matchExpressions[0].operator: Invalid value: \"Is\": not a valid selector operator")]
    [InlineData("selector: {matchLabels: {app: web}}\n  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a}]}}", "spec.template.spec.containers[0].image: Required value")]
    [InlineData("selector: {matchLabels: {app: web}}\n  template: {metadata: {labels: {app: web}}, spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}", "spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\"")]
    [InlineData("strategy: {type: Sudden}\n  " + Rest, "spec.strategy: Unsupported value: apps.DeploymentStrategy{Type:\"Sudden\", RollingUpdate:(*apps.RollingUpdateDeployment)(nil)}: supported values: \"Recreate\", \"RollingUpdate\"")]
    [InlineData("strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}\n  " + Rest, "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'")]
    [InlineData(Rolling + "{maxSurge: 0, maxUnavailable: 0%}}\n  " + Rest, "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: intstr.IntOrString{Type:1, IntVal:0, StrVal:\"0%\"}: may not be 0 when `maxSurge` is 0")]
    [InlineData(Rolling + "{maxUnavailable: 101%}}\n  " + Rest, "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: intstr.IntOrString{Type:1, IntVal:0, StrVal:\"101%\"}: must not be greater than 100%")]
    [InlineData(Rolling + "{maxSurge: -1}}\n  " + Rest, "spec.strategy.rollingUpdate.maxSurge: Invalid value: intstr.IntOrString{Type:0, IntVal:-1, StrVal:\"\"}: must be greater than or equal to 0")]
    [InlineData(Rolling + "{maxSurge: half}}\n  " + Rest, "spec.strategy.rollingUpdate.maxSurge: Invalid value: intstr.IntOrString{Type:1, IntVal:0, StrVal:\"half\"}: a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')")]
    [InlineData("minReadySeconds: 600\n  " + Rest, "spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds")]
    [InlineData("revisionHistoryLimit: -1\n  " + Rest, "spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0")]
    public void What_the_api_server_refuses_is_refused_in_its_words(string spec, string expected) =>
        Assert.Equal([expected], cluster.Refuse(Deployment(spec)));

    [Fact]
    public void A_refused_template_is_found_in_the_manifest()
    {
        var problem = Assert.Single(Assert.Throws<ManifestException>(() => cluster.Apply(Deployment(
            "selector: {matchLabels: {app: web}}\n  template: {metadata: {labels: {app: web, a b: c}}, spec: {containers: [{name: a, image: b}]}}"))).Problems);
        Assert.StartsWith("spec.template.labels: Invalid value: \"a b\"", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(6, problem.Line);
    }

    [Theory]
    [InlineData("Deployment")]
    [InlineData("ReplicaSet")]
    public void A_selector_does_not_change(string kind)
    {
        cluster.Apply(Deployment(Rest, kind));
        var changed = Rest.Replace("app: web", "app: other", StringComparison.Ordinal);
        Assert.Equal(
            ["spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{\"app\":\"other\"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable"],
            cluster.Refuse(Deployment(changed, kind)));
    }

    [Fact]
    public void Unknown_fields_are_refused() =>
        Assert.Contains("replica", Assert.Single(cluster.Refuse(Deployment("replica: 3\n  " + Rest))), StringComparison.Ordinal);

    [Fact]
    public void Defaults_are_those_of_the_api_server()
    {
        cluster.Apply(Deployment(Rest));
        var spec = cluster.TheDeployment().Spec;
        Assert.Equal((1, 10, 600, "RollingUpdate"), (spec.Replicas, spec.RevisionHistoryLimit, spec.ProgressDeadlineSeconds, spec.Strategy.Type));
        Assert.Equal(("25%", "25%"), (spec.Strategy.RollingUpdate.MaxSurge.Value, spec.Strategy.RollingUpdate.MaxUnavailable.Value));
        Assert.Equal(("Always", "ClusterFirst"), (spec.Template.Spec.RestartPolicy, spec.Template.Spec.DnsPolicy));
        Assert.Equal("deployment.apps/web unchanged", cluster.Apply(Deployment(Rest)).ToString());
    }

    [Fact]
    public void Another_strategy_takes_the_parameters_of_the_old_one_away()
    {
        cluster.Apply(Deployment(Rest));
        cluster.Apply(Deployment("strategy: {type: Recreate}\n  " + Rest));
        Assert.Equal(("Recreate", null), (cluster.TheDeployment().Spec.Strategy.Type, cluster.TheDeployment().Spec.Strategy.RollingUpdate));
        Assert.Equal("deployment.apps/web unchanged", cluster.Apply(Deployment("strategy: {type: Recreate}\n  " + Rest)).ToString());
        cluster.Apply(Deployment("strategy: {type: RollingUpdate}\n  " + Rest));
        Assert.Equal("25%", cluster.TheDeployment().Spec.Strategy.RollingUpdate.MaxSurge.Value);
        Assert.Equal("deployment.apps/web unchanged", cluster.Apply(Deployment("strategy: {type: RollingUpdate}\n  " + Rest)).ToString());
    }

    [Fact]
    public void The_generation_counts_changes_of_the_specification_and_the_status_follows()
    {
        cluster.Apply(Deployment(Rest));
        cluster.Scale(ResourceKind.Deployment, "default", "web", 2);
        cluster.UpdateStatus<V1Deployment>("default", "web", found => found.Spec.Replicas = 7);
        var deployment = cluster.TheDeployment();
        Assert.Equal((2, 2L, 2L), (deployment.Spec.Replicas, deployment.Metadata.Generation, deployment.Status.ObservedGeneration));
        deployment.Status = new V1DeploymentStatus();
        Assert.Equal(2, cluster.Update(deployment).Status.Replicas);
    }

    [Theory]
    [InlineData("deploy", "Deployment")]
    [InlineData("deployments.apps", "Deployment")]
    [InlineData("rs", "ReplicaSet")]
    [InlineData("ev", "Event")]
    public void The_kinds_have_their_short_names(string name, string kind) => Assert.Equal(kind, ResourceKind.FindByName(name)?.Kind);
}
