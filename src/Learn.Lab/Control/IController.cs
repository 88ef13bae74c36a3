namespace Learn;

/// <summary>One thing that keeps the world in line with the cluster. Calls never overlap.</summary>
internal interface IController
{
    /// <summary>
    /// Compares what is with what should be and closes the gap. What cannot be done for one object goes into
    /// <paramref name="troubles"/> and does not keep the others from being served; an exception means that the world is gone.
    /// The operation is idempotent: with nothing to do it returns false.
    /// </summary>
    /// <returns>Whether anything was done that may give another controller work.</returns>
    Task<bool> ReconcileAsync(ICollection<Trouble> troubles, CancellationToken cancellationToken);
}
