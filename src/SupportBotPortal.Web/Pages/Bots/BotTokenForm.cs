using SupportBotPortal.Core.Generation.Tokens;

namespace SupportBotPortal.Web.Pages.Bots;

/// <summary>What the form of a token sends.</summary>
public sealed class BotTokenForm
{
    public string? Name { get; set; }

    public string? Until { get; set; }

    public bool MayChoose { get; set; }

    public string? RequestsPerMinute { get; set; }

    public BotTokenInput ToInput() => new(Name ?? "", Until ?? "", MayChoose, RequestsPerMinute ?? "");
}
