using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Learn.Cli.Doctor.Notebooks;

/// <summary>Whether Jupyter's page finds a port on this machine. Labs need none: their ports are in namespaces of their own.</summary>
internal static class PortCheck
{
    private const string Id = "port", Title = "port for Jupyter";

    // Jupyter tries this many from its usual one on.
    private const int Usual = 8888, Tries = 50;

    /// <summary>Looks for the first that is free.</summary>
    public static DoctorFinding Examine() => Examine(Usual, Tries);

    /// <summary>The same from a port on.</summary>
    /// <param name="usual">The first.</param>
    /// <param name="tries">How many.</param>
    public static DoctorFinding Examine(int usual, int tries)
    {
        int free = Enumerable.Range(usual, tries).FirstOrDefault(IsFree);
        return free == usual ? DoctorFinding.Ready(DoctorArea.Notebooks, Id, Title, $"{usual} is free")
            : free > 0 ? DoctorFinding.Ready(DoctorArea.Notebooks, Id, Title, $"{usual} is taken, Jupyter will take {free}")
            : DoctorFinding.Warning(DoctorArea.Notebooks, Id, Title, string.Create(CultureInfo.InvariantCulture, $"none of {usual}–{usual + tries - 1} can be opened on 127.0.0.1"), "./learn notebook --port N, with a port that is free");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
