using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What an answer cost, filled in while it comes.</summary>
internal sealed class AnswerUsage
{
    private const int LongestModel = 200;

    private long? input;
    private long? output;
    private string? model;

    /// <summary>Tokens that were read; <see langword="null"/> = the provider does not say.</summary>
    public long? Input
    {
        get => input;
        set => input = TokenCount.Plausible(value);
    }

    /// <summary>Tokens that were written.</summary>
    public long? Output
    {
        get => output;
        set => output = TokenCount.Plausible(value);
    }

    /// <summary>The model that answers, by its provider's word; <see langword="null"/> = it does not say, or says what is no name of a model.</summary>
    public string? Model
    {
        get => model;
        set => model = value is { Length: > 0 and <= LongestModel } && value.All(c => char.IsAsciiLetterOrDigit(c) || "-._:/@+".Contains(c, StringComparison.Ordinal)) ? value : null;
    }
}
