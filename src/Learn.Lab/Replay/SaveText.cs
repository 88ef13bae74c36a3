using System.Text;

namespace Learn;

/// <summary>What <c>iptables-save</c> prints, without what differs from moment to moment.</summary>
internal static class SaveText
{
    /// <summary>Leaves out the comment lines, which have times, and sets the counters of chain lines to zero.</summary>
    public static string Normalise(string save)
    {
        var text = new StringBuilder(save.Length);
        foreach (var line in save.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            int counters = line[0] == ':' ? line.LastIndexOf(" [") : -1;
            text.Append(counters < 0 ? line : line[..counters]).Append(counters < 0 ? "\n" : " [0:0]\n");
        }

        return text.ToString();
    }
}
