using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Usage.Reading;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Bots;

/// <summary>A line of the list of tokens.</summary>
/// <param name="Use">What its bot used; <see langword="null"/> if it never asked.</param>
public sealed record BotTokenRow(BotToken Token, BotUse? Use, DateTime Now)
{
    public bool IsValid => Token.RevokedAt is null && !(Token.ExpiresAt <= Now);

    public DateOnly? LastDay => Token.ExpiresAt is { } end ? DateOnly.FromDateTime(end).AddDays(-1) : null;

    public Badge Badge => this switch
    {
        { Token.RevokedAt: not null } => new(BadgeTone.Bad, "Revoked"),
        { IsValid: false } => new(BadgeTone.Idle, "Expired"),
        _ => new(BadgeTone.Good, "Valid"),
    };
}
