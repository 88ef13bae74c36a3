namespace Learn.Jupyter.CSharp;

/// <summary>Colours that terminals and notebooks know.</summary>
internal static class Ansi
{
    public static string Error(string text) => $"\e[31m{text}\e[0m";

    public static string Name(string text) => $"\e[36m{text}\e[0m";

    public static string Faint(string text) => $"\e[2m{text}\e[0m";

    public static string Place(string text) => $"\e[32m{text}\e[0m";
}
