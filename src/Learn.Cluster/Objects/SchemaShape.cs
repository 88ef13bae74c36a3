namespace Learn.Cluster;

/// <summary>What a field of an API type can hold.</summary>
internal enum SchemaShape
{
    Text,
    Int32,
    Int64,
    Number,
    Boolean,
    Timestamp,
    IntOrString,
    Quantity,
    Bytes,
    Object,
    List,
    Map,
    Any,
}
