using System.Text;

namespace Learn.Proxy;

/// <summary>
/// Splits a shell command into simple commands and their words: quotes, <c>;</c>, <c>for … in …; do …; done</c>, variables.
/// </summary>
internal static class ShellWords
{
    /// <summary>The simple commands in the order in which a shell runs them.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Commands(string script)
    {
        var commands = new List<IReadOnlyList<string>>();
        var tokens = Tokens(script);
        int position = 0;
        Run(tokens, ref position, [], commands, until: null);
        return commands;
    }

    private static void Run(
        List<string> tokens, ref int position, Dictionary<string, string> variables, List<IReadOnlyList<string>> commands, string? until)
    {
        var words = new List<string>();
        while (position < tokens.Count)
        {
            string token = tokens[position++];
            if (words.Count == 0 && token == until)
            {
                return;
            }

            if (words.Count == 0 && token == "for")
            {
                Loop(tokens, ref position, variables, commands);
            }
            else if (token is ";" or "\n")
            {
                Flush();
            }
            else
            {
                words.Add(Substitute(token, variables));
            }
        }

        Flush();

        void Flush()
        {
            if (words.Count > 0)
            {
                commands.Add([.. words]);
                words.Clear();
            }
        }
    }

    private static void Loop(
        List<string> tokens, ref int position, Dictionary<string, string> variables, List<IReadOnlyList<string>> commands)
    {
        string name = tokens[position];
        position += 2; // the name and "in"
        var values = new List<string>();
        while (tokens[position] != ";")
        {
            values.Add(tokens[position++]);
        }

        position += 2; // ";" and "do"
        int body = position;
        foreach (string value in values)
        {
            position = body;
            Run(tokens, ref position, new(variables) { [name] = value }, commands, until: "done");
        }
    }

    private static string Substitute(string word, Dictionary<string, string> variables)
    {
        foreach ((string name, string value) in variables)
        {
            word = word.Replace("$" + name, value, StringComparison.Ordinal);
        }

        return word;
    }

    private static List<string> Tokens(string script)
    {
        var tokens = new List<string>();
        var word = new StringBuilder();
        char quote = '\0';
        bool inWord = false;
        foreach (char character in script)
        {
            if (quote != '\0')
            {
                if (character == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(character);
                }
            }
            else if (character is '"' or '\'')
            {
                quote = character;
                inWord = true;
            }
            else if (character is ' ' or ';' or '\n' or '|')
            {
                End();
                if (character != ' ')
                {
                    tokens.Add(character == '|' ? "|" : ";");
                }
            }
            else
            {
                word.Append(character);
                inWord = true;
            }
        }

        End();
        return tokens;

        void End()
        {
            if (inWord)
            {
                tokens.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
        }
    }
}
