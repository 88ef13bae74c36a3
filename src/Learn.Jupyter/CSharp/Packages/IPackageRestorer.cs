namespace Learn.Jupyter.CSharp;

/// <summary>Fetches the packages that cells ask for.</summary>
public interface IPackageRestorer
{
    /// <summary>Fetches packages with everything they need.</summary>
    /// <param name="packages">All packages that the session has asked for so far, in order.</param>
    /// <param name="sources">Addresses or folders to look in beside the usual ones.</param>
    /// <param name="progress">Told in words what is being done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is to be compiled against and loaded.</returns>
    /// <exception cref="PackageException">A package cannot be had; the message says why.</exception>
    Task<RestoredPackages> RestoreAsync(
        IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources, IProgress<string> progress, CancellationToken cancellationToken);
}
