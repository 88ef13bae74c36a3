using k8s.Models;

namespace Learn.Cluster;

/// <summary>Decides ipFamilies and ipFamilyPolicy of a Service from what was given and what the cluster has.</summary>
internal sealed class ServiceFamilies(ClusterOptions options, V1Service service, V1Service? stored, List<FieldError> errors)
{
    private const string PolicyPath = "spec.ipFamilyPolicy";

    private V1ServiceSpec Spec => service.Spec;

    public void Run()
    {
        var before = errors.Count;
        if (service.IsExternalName || IsUnchangedPreferDualStack())
        {
            return;
        }

        Spec.IpFamilyPolicy ??= stored?.Spec.IpFamilyPolicy
            ?? (service.IsHeadless && Spec.Selector is not { Count: > 0 } ? "RequireDualStack" : "SingleStack");
        if (stored is not null)
        {
            Downgrade();
        }

        if (Spec.IpFamilyPolicy == "SingleStack")
        {
            CheckSingleStack();
        }

        InferFamilies();
        if (errors.Count > before)
        {
            return;
        }

        if (service.IsHeadless && Spec.Selector is not { Count: > 0 })
        {
            Spec.IpFamilies = Spec.IpFamilies is { Count: > 0 } ? Spec.IpFamilies : [options.IpFamilies[0]];
            AddSecondFamily(isConfigured: true);
            return;
        }

        CheckConfigured();
        if (errors.Count == before)
        {
            Spec.IpFamilies = Spec.IpFamilies is { Count: > 0 } ? Spec.IpFamilies : [options.IpFamilies[0]];
            AddSecondFamily(options.IpFamilies.Length == 2);
        }
    }

    /// <summary>A Service that prefers dual stack is not changed just because the cluster became dual or single stack.</summary>
    private bool IsUnchangedPreferDualStack() =>
        stored is not null
        && stored.Spec.Type == Spec.Type
        && Spec.IpFamilyPolicy == "PreferDualStack"
        && stored.Spec.IpFamilyPolicy is null or "PreferDualStack"
        && ServiceFacts.SameTexts(stored.Spec.ClusterIPs, Spec.ClusterIPs)
        && ServiceFacts.SameTexts(stored.Spec.IpFamilies, Spec.IpFamilies);

    private void Downgrade()
    {
        if (Spec.IpFamilyPolicy == "SingleStack")
        {
            if (Spec.ClusterIPs is { Count: > 1 } && ServiceFacts.SameTexts(stored!.Spec.ClusterIPs, Spec.ClusterIPs))
            {
                Spec.ClusterIPs = [Spec.ClusterIPs[0]];
            }

            if (Spec.IpFamilies is { Count: > 1 } && ServiceFacts.SameTexts(stored!.Spec.IpFamilies, Spec.IpFamilies))
            {
                Spec.IpFamilies = [Spec.IpFamilies[0]];
            }

            return;
        }

        if (Spec.ClusterIPs is { Count: > 0 } && Spec.ClusterIPs.Count < (stored!.Spec.ClusterIPs?.Count ?? 0))
        {
            errors.Add(FieldError.Invalid(PolicyPath, Spec.IpFamilyPolicy, "must be 'SingleStack' to release the secondary cluster IP"));
        }

        if (Spec.IpFamilies is { Count: > 0 } && Spec.IpFamilies.Count < (stored!.Spec.IpFamilies?.Count ?? 0))
        {
            errors.Add(FieldError.Invalid(PolicyPath, Spec.IpFamilyPolicy, "must be 'SingleStack' to release the secondary IP family"));
        }
    }

    private void CheckSingleStack()
    {
        if (Spec.ClusterIPs is { Count: 2 })
        {
            errors.Add(FieldError.Invalid(
                PolicyPath, Spec.IpFamilyPolicy, "must be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are specified"));
        }

        if (Spec.IpFamilies is { Count: 2 })
        {
            errors.Add(FieldError.Invalid(
                PolicyPath, Spec.IpFamilyPolicy, "must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified"));
        }
    }

    private void InferFamilies()
    {
        var families = (Spec.IpFamilies ?? []).ToList();
        for (var i = 0; i < (Spec.ClusterIPs?.Count ?? 0) && !service.IsHeadless; i++)
        {
            if (i < families.Count || Addresses.FamilyOf(Spec.ClusterIPs![i]) is not { } family)
            {
                continue;
            }

            if (options.IpFamilies.Contains(family))
            {
                families.Add(family);
            }
            else
            {
                errors.Add(FieldError.Invalid($"spec.clusterIPs[{i}]", Spec.ClusterIPs, $"{family} is not configured on this cluster"));
            }
        }

        Spec.IpFamilies = families.Count > 0 ? families : null;
    }

    private void CheckConfigured()
    {
        if (Spec.IpFamilyPolicy == "RequireDualStack" && options.IpFamilies.Length < 2)
        {
            errors.Add(FieldError.Invalid(PolicyPath, Spec.IpFamilyPolicy, "this cluster is not configured for dual-stack services"));
        }

        for (var i = 0; i < (Spec.IpFamilies?.Count ?? 0); i++)
        {
            if (!options.IpFamilies.Contains(Spec.IpFamilies![i]) && Spec.IpFamilies[i] is "IPv4" or "IPv6")
            {
                errors.Add(FieldError.Invalid($"spec.ipFamilies[{i}]", Spec.IpFamilies[i], "not configured on this cluster"));
            }
        }
    }

    private void AddSecondFamily(bool isConfigured)
    {
        if (isConfigured && Spec.IpFamilyPolicy != "SingleStack" && Spec.IpFamilies.Count == 1)
        {
            Spec.IpFamilies = [Spec.IpFamilies[0], Spec.IpFamilies[0] == "IPv4" ? "IPv6" : "IPv4"];
        }
    }
}
