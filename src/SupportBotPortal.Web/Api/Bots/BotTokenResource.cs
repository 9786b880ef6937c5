using System.ComponentModel;

namespace SupportBotPortal.Web.Api.Bots;

/// <summary>A bot's token, without the token.</summary>
public record BotTokenResource
{
    public required Guid Id { get; init; }

    [Description("Which bot has it.")]
    public required string Name { get; init; }

    [Description("How the token begins, so that one found somewhere can be told.")]
    public required string Prefix { get; init; }

    [Description("Whether its bot may ask for models by their names.")]
    public required bool MayChoose { get; init; }

    [Description("null: as many as the settings of the portal say.")]
    public required int? RequestsPerMinute { get; init; }

    [Description("In UTC.")]
    public required DateTime CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    [Description("From when on it opens nothing, in UTC; null: until it is revoked.")]
    public required DateTime? ExpiresAt { get; init; }

    [Description("In UTC; null: it is not revoked.")]
    public required DateTime? RevokedAt { get; init; }
}

/// <summary>A token that was just made.</summary>
public sealed record MadeBotTokenResource : BotTokenResource
{
    [Description("Shown in this answer, and never again.")]
    public required string Token { get; init; }

    /// <summary>Names the type only: it carries a token.</summary>
    public override string ToString() => nameof(MadeBotTokenResource);
}

/// <summary>Bots' tokens.</summary>
public sealed record BotTokenList
{
    [Description("Those that are not revoked first, each group with the newest first.")]
    public required IReadOnlyList<BotTokenResource> Data { get; init; }
}

/// <summary>A token that is to be made.</summary>
public sealed record BotTokenCreate
{
    [Description("Which bot is to have it; unique among those that are not revoked.")]
    public required string Name { get; init; }

    [Description("Its last day by UTC, such as 2026-12-31; null: it is valid until somebody revokes it.")]
    public string? LastDay { get; init; }

    [Description("Whether its bot may ask for models by their names.")]
    public bool MayChoose { get; init; }

    [Description("null: as many as the settings of the portal say.")]
    public int? RequestsPerMinute { get; init; }
}
