using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Authorization;

/// <summary>On a request that was refused for want of a permission: the error page names it.</summary>
/// <param name="AnyOf">Any one of these would have sufficed.</param>
/// <param name="Held">Where the person holds the first of them: somewhere else.</param>
internal sealed record MissingPermission(IReadOnlyList<string> AnyOf, Environments Held);
