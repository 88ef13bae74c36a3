using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server refuses in a Deployment.</summary>
internal sealed class DeploymentValidation(V1DeploymentSpec spec, List<FieldError> errors)
{
    private const string StrategyPath = "spec.strategy";

    public void Run()
    {
        WorkloadValidation.Check(spec.Replicas, spec.Selector, spec.Template, errors);
        CheckStrategy();
        WorkloadValidation.CheckNotNegative("spec.minReadySeconds", spec.MinReadySeconds, errors);
        WorkloadValidation.CheckNotNegative("spec.revisionHistoryLimit", spec.RevisionHistoryLimit, errors);
        WorkloadValidation.CheckNotNegative("spec.progressDeadlineSeconds", spec.ProgressDeadlineSeconds, errors);
        if (spec.ProgressDeadlineSeconds <= (spec.MinReadySeconds ?? 0))
        {
            errors.Add(FieldError.Invalid("spec.progressDeadlineSeconds", spec.ProgressDeadlineSeconds, "must be greater than minReadySeconds"));
        }
    }

    private void CheckStrategy()
    {
        switch (spec.Strategy.Type)
        {
            case "Recreate":
                if (spec.Strategy.RollingUpdate is not null)
                {
                    errors.Add(FieldError.Forbidden(
                        $"{StrategyPath}.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'"));
                }

                break;
            case "RollingUpdate":
                CheckRollingUpdate(spec.Strategy.RollingUpdate, $"{StrategyPath}.rollingUpdate");
                break;
            default:
                var shown = new GoText(
                    $"apps.DeploymentStrategy{{Type:\"{spec.Strategy.Type}\", RollingUpdate:(*apps.RollingUpdateDeployment)(nil)}}");
                errors.Add(FieldError.NotSupported(StrategyPath, shown, "Recreate", "RollingUpdate") with { Place = $"{StrategyPath}.type" });
                break;
        }
    }

    private void CheckRollingUpdate(V1RollingUpdateDeployment rolling, string path)
    {
        CheckAmount(rolling.MaxUnavailable, $"{path}.maxUnavailable");
        CheckAmount(rolling.MaxSurge, $"{path}.maxSurge");
        if (NumberOf(rolling.MaxUnavailable) == 0 && NumberOf(rolling.MaxSurge) == 0)
        {
            errors.Add(FieldError.Invalid(
                $"{path}.maxUnavailable", GoSelectorText.Amount(rolling.MaxUnavailable), "may not be 0 when `maxSurge` is 0"));
        }

        if (IsPercentage(rolling.MaxUnavailable) && NumberOf(rolling.MaxUnavailable) > 100)
        {
            errors.Add(FieldError.Invalid(
                $"{path}.maxUnavailable", GoSelectorText.Amount(rolling.MaxUnavailable), "must not be greater than 100%"));
        }
    }

    private void CheckAmount(IntOrString amount, string path)
    {
        if (ScalarBinding.ToInteger(amount.Value) is { } number)
        {
            if (number < 0)
            {
                errors.Add(FieldError.Invalid(path, GoSelectorText.Amount(amount), "must be greater than or equal to 0"));
            }
        }
        else if (!IsPercentage(amount))
        {
            errors.Add(FieldError.Invalid(
                path,
                GoSelectorText.Amount(amount),
                "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', "
                + "regex used for validation is '[0-9]+%')"));
        }
    }

    private static bool IsPercentage(IntOrString amount) =>
        amount.Value is { Length: > 1 } text && text[^1] == '%' && text[..^1].All(char.IsAsciiDigit);

    /// <summary>The number or percentage; 0 for what is neither, as the API server counts it.</summary>
    private static long NumberOf(IntOrString amount) =>
        ScalarBinding.ToInteger(amount.Value)
        ?? (IsPercentage(amount) && long.TryParse(amount.Value[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : 0);
}
