using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Tokens;

/// <summary>A token as it is listed.</summary>
/// <param name="Person">For whom it acts.</param>
/// <param name="Allows">What it was given.</param>
public sealed record ApiTokenSummary(ApiToken Token, string Person, EffectivePermissions Allows);
