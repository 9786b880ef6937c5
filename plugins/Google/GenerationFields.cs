using System.Text;

namespace SupportBotPortal.Plugins.Google;

/// <summary>The fields of <c>generationConfig</c>, which requests write <c>topP</c> and refusals name <c>generation_config.top_p</c>.</summary>
internal static class GenerationFields
{
    /// <summary>As refusals name them. An answer without them is still an answer: left out for a model that refuses them.</summary>
    public static readonly string[] Dispensable = ["temperature", "top_p", "top_k", "frequency_penalty", "presence_penalty", "seed"];

    /// <summary><c>top_p</c> → <c>topP</c>.</summary>
    public static string InRequest(string named)
    {
        var name = new StringBuilder();
        for (var i = 0; i < named.Length; i++)
        {
            if (named[i] != '_')
                name.Append(i > 0 && named[i - 1] == '_' ? char.ToUpperInvariant(named[i]) : named[i]);
        }

        return name.ToString();
    }

    /// <summary><c>generation_config.top_p</c> or <c>generationConfig.topP</c> → <c>top_p</c>.</summary>
    public static string AsNamedInRefusals(string path)
    {
        var name = new StringBuilder();
        foreach (var letter in path[(path.LastIndexOf('.') + 1)..])
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
