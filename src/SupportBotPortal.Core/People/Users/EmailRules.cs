using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace SupportBotPortal.Core.People.Users;

/// <summary>What somebody may sign in with.</summary>
public static class EmailRules
{
    /// <summary>What nobody can see or type would let one name pass for another.</summary>
    public static bool IsEmail(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= 256 && new EmailAddressAttribute().IsValid(text) && !text.Any(c =>
            char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
    }
}
