namespace Learn.Tests.Figures;

/// <summary>A report with one of everything, much like the one that the demo writes.</summary>
internal static class ReportSample
{
    public static Report Make() => new Report("One Service, three Pods") { Footer = "Written by `learn demo`." }
        .Lead("A Service is applied to a small cluster on this machine; its rules go into a real kernel, and real requests are sent through them.")
        .Heading("What is declared")
        .Prose("The Service `my-service` sends port 80 to port 8080 of every Pod with the label `app: my-app`.\n\nNothing else is needed: the EndpointSlice follows by itself.")
        .Code("apiVersion: v1\nkind: Service\nmetadata:\n  name: my-service\nspec:\n  selector:\n    app: my-app\n  ports:\n    - protocol: TCP\n      port: 80\n      targetPort: 8080\n", "`service.yaml`")
        .Heading("The way to the first Pod")
        .Prose("One chain per Service, one per endpoint. The last rule rewrites the destination.")
        .Listing(
            [
                new("-A KUBE-SERVICES -d 10.96.0.12/32 -p tcp -m comment --comment \"default/my-service cluster IP\" -m tcp --dport 80 -j KUBE-SVC-FXIYY6OHUSNBITIX") { Note = "the address of the Service" },
                new("-A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment \"default/my-service -> 10.244.0.5:8080\" -j KUBE-SEP-IOW3JZRLOPBP7OQZ"),
                new("-A KUBE-SEP-IOW3JZRLOPBP7OQZ -p tcp -m comment --comment \"default/my-service\" -m tcp -j DNAT --to-destination 10.244.0.5:8080") { Emphasised = true },
            ],
            "nat table, as `iptables-save` prints it",
            wrap: true)
        .Heading("Scaled to three")
        .Prose("Two endpoints more; the rule that was there becomes one of three.")
        .Listing(
            [
                new("-A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment \"default/my-service -> 10.244.0.5:8080\" -j KUBE-SEP-IOW3JZRLOPBP7OQZ", LineChange.Removed),
                new("-A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment \"default/my-service -> 10.244.0.5:8080\" -m statistic --mode random --probability 0.33333333349 -j KUBE-SEP-IOW3JZRLOPBP7OQZ", LineChange.Added),
                new("-A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment \"default/my-service -> 10.244.0.6:8080\" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-BXUKM6XOEVDHXTA3", LineChange.Added),
                new("-A KUBE-SVC-FXIYY6OHUSNBITIX -m comment --comment \"default/my-service -> 10.244.0.7:8080\" -j KUBE-SEP-QXQS2HDAPQ4RZ2SW", LineChange.Added),
                new("COMMIT"),
            ],
            "what changed",
            wrap: true)
        .Table(["Step", "Rules", "Milliseconds"], [["Service and one Pod", "24", "9.1"], ["three Pods", "30", "7.3"]], numeric: true)
        .Heading("Who answers")
        .Prose("300 requests, each with a connection of its own.")
        .Add(Charts.Distribution(Samples.Fitting))
        .Heading("When it does not fit", level: 3)
        .Add(Charts.Distribution(Samples.Misfitting));
}
