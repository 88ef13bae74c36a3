// How many endpoints of the Service are ready: all Pods must be there for other clients.
int wanted = Number("pods");
string app = Value("app");
int ready = lab.List<V1EndpointSlice>("default")
    .Where(slice => slice.Metadata.Labels.TryGetValue("kubernetes.io/service-name", out var name) && name == app)
    .SelectMany(slice => slice.Endpoints ?? [])
    .Count(endpoint => endpoint.Conditions.Ready != false);
return ready == wanted ? null : new CheckFailure($"{wanted} ready endpoints", $"{ready} ready endpoints", "#!kubectl get endpointslices");
