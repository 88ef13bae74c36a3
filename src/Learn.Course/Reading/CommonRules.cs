using System.Text.RegularExpressions;

namespace Learn.Course;

/// <summary>What several kinds of files keep to.</summary>
internal static partial class CommonRules
{
    /// <summary>A text that must stand there.</summary>
    public static void Required(CourseFile file, string field, string text, int longest = int.MaxValue)
    {
        if (text.Trim().Length == 0)
        {
            Missing(file, field);
        }
        else if (text.Length > longest)
        {
            file.Add(field, $"at most {longest} characters; it has {text.Length}");
        }
    }

    /// <summary>Something is not there that must be; a wrong value was told before.</summary>
    public static void Missing(CourseFile file, string field, string expected = "")
    {
        if (!file.Has(field) || expected.Length == 0)
        {
            int dot = field.LastIndexOf('.');
            file.Add(dot < 0 ? "" : field[..dot], $"\"{field[(dot + 1)..]}\" is missing or empty{(expected.Length == 0 ? "" : $"; expected {expected}")}");
        }
    }

    /// <summary>How long something takes.</summary>
    public static void Minutes(CourseFile file, int minutes, int from, int to)
    {
        if (!file.Has("minutes"))
        {
            Missing(file, "minutes", $"{from} to {to}");
        }
        else if (minutes < from || minutes > to)
        {
            file.Add("minutes", $"expected {from} to {to}, found {minutes}");
        }
    }

    /// <summary>Ids are of one form, and none stands twice.</summary>
    public static void Ids(CourseFile file, IEnumerable<(string Field, string Id)> ids, HashSet<string> seen)
    {
        foreach (var (field, id) in ids)
        {
            if (id.Length == 0)
            {
                Missing(file, field);
            }
            else if (!IdForm().IsMatch(id))
            {
                file.Add(field, $"expected lower-case letters, digits and hyphens, found \"{id}\"");
            }
            else if (!seen.Add(id))
            {
                file.Add(field, $"\"{id}\" stands twice; each needs an id of its own");
            }
        }
    }

    /// <summary>Whether it is the number of a lesson or an exercise.</summary>
    public static bool IsNumber(string text) => text.Length == 2 && text.All(char.IsAsciiDigit);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IdForm();
}
