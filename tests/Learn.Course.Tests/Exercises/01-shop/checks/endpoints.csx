// The number of ready endpoints must be the number of Pods.
int ready = lab.List<V1EndpointSlice>("default")
    .Where(slice => slice.Metadata.Labels["kubernetes.io/service-name"] == Value("name"))
    .Sum(slice => slice.Endpoints?.Count(endpoint => endpoint.Conditions.Ready == true) ?? 0);
return ready == Number("pods") ? null : new CheckFailure($"{Number("pods")} endpoints", $"{ready} endpoints", Text("#!kubectl get endpointslices -l kubernetes.io/service-name={{ name }}"));
