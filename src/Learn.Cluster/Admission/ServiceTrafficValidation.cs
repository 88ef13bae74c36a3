using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server refuses in the traffic policies of a Service.</summary>
internal sealed class ServiceTrafficValidation(V1Service service, List<FieldError> errors)
{
    private V1ServiceSpec Spec => service.Spec;

    public void Run()
    {
        CheckExternalPolicy();
        CheckHealthCheckNodePort();
        if (Spec.InternalTrafficPolicy is not (null or "Cluster" or "Local"))
        {
            errors.Add(FieldError.NotSupported("spec.internalTrafficPolicy", Spec.InternalTrafficPolicy, "Cluster", "Local"));
        }

        if (Spec.TrafficDistribution is not (null or "PreferClose"))
        {
            errors.Add(FieldError.NotSupported("spec.trafficDistribution", Spec.TrafficDistribution, "PreferClose"));
        }
    }

    private void CheckExternalPolicy()
    {
        const string path = "spec.externalTrafficPolicy";
        if (!service.IsExternallyAccessible)
        {
            if (!string.IsNullOrEmpty(Spec.ExternalTrafficPolicy))
            {
                errors.Add(FieldError.Invalid(path, Spec.ExternalTrafficPolicy, "may only be set for externally-accessible services"));
            }
        }
        else if (Spec.ExternalTrafficPolicy is not ("Cluster" or "Local"))
        {
            errors.Add(FieldError.NotSupported(path, Spec.ExternalTrafficPolicy, "Cluster", "Local"));
        }
    }

    private void CheckHealthCheckNodePort()
    {
        const string path = "spec.healthCheckNodePort";
        if (Spec.HealthCheckNodePort is null or 0)
        {
            return;
        }

        if (!service.NeedsHealthCheckNodePort)
        {
            errors.Add(FieldError.Invalid(
                path, Spec.HealthCheckNodePort, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"));
        }
        else
        {
            AddressRules.CheckPort(path, Spec.HealthCheckNodePort.Value, errors);
        }
    }
}
