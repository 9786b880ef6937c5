using Microsoft.AspNetCore.Mvc.ModelBinding;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>By which somebody knows his passkeys again.</summary>
internal static class PasskeyNames
{
    public static void Check(string? name, ModelStateDictionary state)
    {
        if (NameRules.Problem(name?.Trim() ?? "", "A passkey needs a name, so that you know it again among others.") is { } problem) state.AddModelError("Name", problem);
    }
}
