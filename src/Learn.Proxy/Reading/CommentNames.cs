using System.Buffers;

namespace Learn.Proxy;

/// <summary>
/// The names of service ports in comments. In every comment that any version of kube-proxy wrote about one, its name is the only word with
/// a slash: <c>default/my-service:http cluster IP</c>, <c>pod traffic for default/my-service:http external destinations</c>.
/// </summary>
internal static class CommentNames
{
    private static readonly SearchValues<char> s_allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-./:");

    internal static string? Find(string? comment)
    {
        if (comment is null)
        {
            return null;
        }

        foreach (Range word in comment.AsSpan().Split(' '))
        {
            if (IsName(comment.AsSpan(word)))
            {
                // Long ago a port without a name left its colon behind.
                return comment[word].TrimEnd(':');
            }
        }

        return null;
    }

    private static bool IsName(ReadOnlySpan<char> word)
    {
        int slash = word.IndexOf('/');
        return slash > 0
            && slash < word.Length - 1
            && !word[(slash + 1)..].Contains('/')
            && !word.ContainsAnyExcept(s_allowed)
            && char.IsAsciiLetterOrDigit(word[0])
            && char.IsAsciiLetterOrDigit(word[slash + 1])
            && !word[..slash].Contains(':')
            && word[slash..].Count(':') <= 1
            && !word[..slash].Contains('.');
    }
}
