namespace Learn.Cluster;

/// <summary>When an object is to be looked at again.</summary>
/// <param name="At">The time, UTC.</param>
/// <param name="Kind">The kind of the object, as manifests write it.</param>
/// <param name="Name">The object.</param>
internal readonly record struct Appointment(DateTime At, string Kind, NamespacedName Name) : IComparable<Appointment>
{
    public int CompareTo(Appointment other)
    {
        var byTime = At.CompareTo(other.At);
        if (byTime != 0)
        {
            return byTime;
        }

        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : Name.CompareTo(other.Name);
    }
}
