using System.Collections.Immutable;
using System.Globalization;

namespace Learn.Course;

/// <summary>Reads <c>exercises/beliefs.yaml</c>: a map from numbers to beliefs.</summary>
internal static class BeliefReader
{
    /// <exception cref="CourseException">It cannot be read; with everything that is wrong.</exception>
    public static ImmutableSortedDictionary<int, Belief> Read(string path)
    {
        var file = CourseFile.Read(path, Path.GetFileName(path));
        var numbered = new SortedDictionary<int, Belief>();
        foreach (var (key, belief) in new DefinitionBinder(file).BindMap<Belief>())
        {
            CommonRules.Required(file, $"{key}.text", belief.Text);
            if (!file.Has($"{key}.verdict"))
            {
                CommonRules.Missing(file, $"{key}.verdict", "true, false, half or depends");
            }

            if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                numbered[number] = belief;
            }
            else
            {
                file.Add(key, $"expected the number of a belief, found \"{key}\"");
            }
        }

        file.Finish();
        return numbered.ToImmutableSortedDictionary();
    }
}
