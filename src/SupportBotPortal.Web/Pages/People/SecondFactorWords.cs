using SupportBotPortal.Core.People.SecondFactor;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>What somebody signs in with besides the password, in a line.</summary>
public static class SecondFactorWords
{
    public static string Of(SecondFactorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.IsOn) return "None.";
        List<string> parts = [];
        if (state.Passkeys.Count > 0) parts.Add(state.Passkeys.Count == 1 ? "a passkey" : $"{state.Passkeys.Count} passkeys");
        if (state.AppSince is not null) parts.Add("an authenticator app");
        parts.Add(state.CodesLeft switch { 0 => "no recovery codes", 1 => "one recovery code", var left => $"{left} recovery codes" });
        var line = string.Join(", ", parts);
        return $"{char.ToUpperInvariant(line[0])}{line[1..]}.";
    }
}
