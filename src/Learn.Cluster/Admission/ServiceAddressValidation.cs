using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server refuses in clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy of a Service.</summary>
internal sealed class ServiceAddressValidation(V1Service service, List<FieldError> errors)
{
    private V1ServiceSpec Spec => service.Spec;

    private IList<string> ClusterIPs => Spec.ClusterIPs ?? [];

    private IList<string> Families => Spec.IpFamilies ?? [];

    public void Run()
    {
        if (service.IsExternalName)
        {
            return;
        }

        CheckThatBothAgree();
        CheckFamilies();
        var before = errors.Count;
        CheckAddresses();
        if (errors.Count > before)
        {
            return;
        }

        if (ClusterIPs.Count > 1 && (ClusterIPs.Count > 2 || Addresses.FamilyOf(ClusterIPs[0]) == Addresses.FamilyOf(ClusterIPs[1])))
        {
            errors.Add(FieldError.Invalid("spec.clusterIPs", ClusterIPs, "may specify no more than one IP for each IP family"));
        }

        for (var i = 0; i < Math.Min(ClusterIPs.Count, Families.Count) && !service.IsHeadless; i++)
        {
            if (Families[i] is "IPv4" or "IPv6" && Families[i] != Addresses.FamilyOf(ClusterIPs[i]))
            {
                errors.Add(FieldError.Invalid(
                    $"spec.clusterIPs[{i}]", ClusterIPs[i], $"expected an {Families[i]} value as indicated by `ipFamilies[{i}]`"));
            }
        }
    }

    private void CheckThatBothAgree()
    {
        if (string.IsNullOrEmpty(Spec.ClusterIP))
        {
            if (ClusterIPs.Count > 0)
            {
                errors.Add(FieldError.Invalid("spec.clusterIPs", ClusterIPs, "must be empty when `clusterIP` is not specified"));
            }
        }
        else if (ClusterIPs.Count == 0)
        {
            errors.Add(FieldError.Required("spec.clusterIPs"));
        }
        else if (ClusterIPs[0] != Spec.ClusterIP)
        {
            errors.Add(FieldError.Invalid("spec.clusterIPs", ClusterIPs, "first value must match `clusterIP`"));
        }
    }

    private void CheckFamilies()
    {
        for (var i = 0; i < Families.Count; i++)
        {
            if (Families[i] is not ("IPv4" or "IPv6"))
            {
                errors.Add(FieldError.NotSupported($"spec.ipFamilies[{i}]", Families[i], "IPv4", "IPv6"));
            }

            if (Families.Take(i).Contains(Families[i]))
            {
                errors.Add(FieldError.Duplicate($"spec.ipFamilies[{i}]", Families[i]));
            }
        }

        if (Spec.IpFamilyPolicy is not (null or "SingleStack" or "PreferDualStack" or "RequireDualStack"))
        {
            errors.Add(FieldError.NotSupported("spec.ipFamilyPolicy", Spec.IpFamilyPolicy, "PreferDualStack", "RequireDualStack", "SingleStack"));
        }
    }

    private void CheckAddresses()
    {
        for (var i = 0; i < ClusterIPs.Count; i++)
        {
            if (i == 0 && ClusterIPs[i] == ServiceFacts.None)
            {
                if (ClusterIPs.Count > 1)
                {
                    errors.Add(FieldError.Invalid("spec.clusterIPs", ClusterIPs, "'None' must be the first and only value"));
                }

                continue;
            }

            AddressRules.CheckAddress($"spec.clusterIPs[{i}]", ClusterIPs[i], errors);
        }

        if (ClusterIPs.Count > 2)
        {
            errors.Add(FieldError.Invalid("spec.clusterIPs", ClusterIPs, "may only hold up to 2 values"));
        }
    }
}
