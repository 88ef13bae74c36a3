namespace Learn.Cluster;

/// <summary>Why a document was refused.</summary>
public enum ManifestProblemReason
{
    /// <summary>The text is not YAML, or not one object per document.</summary>
    Syntax,

    /// <summary>The document does not fit its kind: an unknown field, a wrong type, a missing name, an unknown kind.</summary>
    Schema,

    /// <summary>The API server's validation refused a value.</summary>
    Invalid,

    /// <summary>The API server found that something is missing, usually the namespace.</summary>
    NotFound,

    /// <summary>The API server's state forbids it.</summary>
    Forbidden,

    /// <summary>The object was changed by somebody else in the meantime.</summary>
    Conflict,
}
