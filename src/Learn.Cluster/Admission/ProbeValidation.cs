using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server refuses in a probe.</summary>
internal static class ProbeValidation
{
    public static void Check(V1Probe? probe, string path, bool mustSucceedOnce, List<FieldError> errors)
    {
        if (probe is null)
        {
            return;
        }

        CheckHandler(probe, path, errors);
        CheckNotNegative($"{path}.initialDelaySeconds", probe.InitialDelaySeconds, errors);
        CheckNotNegative($"{path}.timeoutSeconds", probe.TimeoutSeconds, errors);
        CheckNotNegative($"{path}.periodSeconds", probe.PeriodSeconds, errors);
        CheckNotNegative($"{path}.successThreshold", probe.SuccessThreshold, errors);
        CheckNotNegative($"{path}.failureThreshold", probe.FailureThreshold, errors);
        if (probe.TerminationGracePeriodSeconds <= 0)
        {
            errors.Add(FieldError.Invalid($"{path}.terminationGracePeriodSeconds", probe.TerminationGracePeriodSeconds, "must be greater than 0"));
        }

        if (mustSucceedOnce && probe.SuccessThreshold != 1)
        {
            errors.Add(FieldError.Invalid($"{path}.successThreshold", probe.SuccessThreshold, "must be 1"));
        }
    }

    private static void CheckHandler(V1Probe probe, string path, List<FieldError> errors)
    {
        var handlers = new (string Name, object? Value)[]
        {
            ("exec", probe.Exec), ("httpGet", probe.HttpGet), ("tcpSocket", probe.TcpSocket), ("grpc", probe.Grpc),
        }.Where(handler => handler.Value is not null).ToArray();
        if (handlers.Length == 0)
        {
            errors.Add(FieldError.Required(path, "must specify a handler type"));
        }

        foreach (var (name, _) in handlers.Skip(1))
        {
            errors.Add(FieldError.Forbidden($"{path}.{name}", "may not specify more than 1 handler type"));
        }

        if (probe.Exec is { Command: null or { Count: 0 } })
        {
            errors.Add(FieldError.Required($"{path}.exec.command"));
        }

        if (probe.HttpGet is { } http)
        {
            PortRules.CheckNumberOrName($"{path}.httpGet.port", http.Port, errors);
            if (http.Scheme is not ("HTTP" or "HTTPS"))
            {
                errors.Add(FieldError.NotSupported($"{path}.httpGet.scheme", http.Scheme, "HTTP", "HTTPS"));
            }
        }

        if (probe.TcpSocket is { } socket)
        {
            PortRules.CheckNumberOrName($"{path}.tcpSocket.port", socket.Port, errors);
        }

        if (probe.Grpc is { } grpc)
        {
            PortRules.CheckNumberOrName($"{path}.grpc.port", grpc.Port.ToString(CultureInfo.InvariantCulture), errors);
        }
    }

    private static void CheckNotNegative(string path, int? value, List<FieldError> errors)
    {
        if (value < 0)
        {
            errors.Add(FieldError.Invalid(path, value, "must be greater than or equal to 0"));
        }
    }
}
