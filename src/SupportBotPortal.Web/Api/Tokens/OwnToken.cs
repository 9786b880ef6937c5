using System.ComponentModel;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Api.Tokens;

/// <summary>The token with which the request came.</summary>
public sealed record OwnToken
{
    [Description("What the token is for, as whoever made it called it.")]
    public required string Name { get; init; }

    [Description("The person for whom it acts: it may never do more than this person may at that moment.")]
    public required string ActsFor { get; init; }

    [Description("The end of its last day, in UTC.")]
    public required DateTime ExpiresAt { get; init; }

    [Description("What it may do now: what it was given, as far as its person holds it. By the permission’s name, the environments in which it holds; none stands for providers without a label.")]
    public required IReadOnlyDictionary<string, IReadOnlyList<ProviderEnvironment>> Permissions { get; init; }
}
