namespace Learn.Jupyter;

/// <summary>A request says something that the protocol does not know.</summary>
internal sealed class MalformedRequestException(string message) : Exception(message);
