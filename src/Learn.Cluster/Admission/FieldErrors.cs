namespace Learn.Cluster;

/// <summary>Collecting refused fields.</summary>
internal static class FieldErrors
{
    extension(List<FieldError> errors)
    {
        /// <summary>Adds one error for each problem of a value.</summary>
        public void AddInvalid(string path, string value, IEnumerable<string> problems) => errors.AddInvalid(path, value, problems, path);

        /// <summary>The same, for a value that stands elsewhere than the API server says.</summary>
        public void AddInvalid(string path, string value, IEnumerable<string> problems, string place)
        {
            foreach (var problem in problems)
            {
                errors.Add(FieldError.Invalid(path, value, problem) with { Place = place });
            }
        }
    }
}
