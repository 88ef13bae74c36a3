namespace Learn.Jupyter;

/// <summary>The sockets that carry messages.</summary>
internal enum SocketRole
{
    Shell,
    Control,
    Stdin,
    Iopub,
}
