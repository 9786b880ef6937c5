using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>A password that is chosen, typed twice: what is wrong with it is said at once, each at its field.</summary>
internal static class NewPassword
{
    private const int Longest = 512;

    /// <param name="name">What it is bound to.</param>
    /// <param name="user">Whose it is to be: it must not be made of his name.</param>
    public static async Task CheckAsync(UserManager<PortalUser> users, ModelStateDictionary state, string name, PortalUser user, string? password, string? repeat)
    {
        if (await ProblemAsync(users, user, password ?? "") is { } problem) state.AddModelError(name, problem);
        if (password != repeat) state.AddModelError("Input.Repeat", "The two passwords are not the same.");
    }

    /// <summary>The first that is wrong: what is too short is guessable as well, and needs no second sentence.</summary>
    private static async Task<string?> ProblemAsync(UserManager<PortalUser> users, PortalUser user, string password)
    {
        if (password.Length == 0) return "Choose a password.";
        if (password.Length > Longest) return $"A password may have at most {Longest} characters.";
        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, user, password) is { Succeeded: false } result) return result.Errors.First().Description;
        }

        return null;
    }
}
