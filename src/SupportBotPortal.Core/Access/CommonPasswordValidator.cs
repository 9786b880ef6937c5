using Microsoft.AspNetCore.Identity;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>
/// Refuses what is guessed first: common passwords (also with digits and signs around them), one thing repeated,
/// keyboard runs, and the person's own or the portal's name. No composition rules (OWASP ASVS 5.0, 6.2).
/// </summary>
public sealed class CommonPasswordValidator : IPasswordValidator<PortalUser>
{
    private static readonly string[] Runs =
        ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "09876543210987654321", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "1q2w3e4r5t6z7u8i9o0p", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn", "zaq12wsxcde34rfv"];

    private static readonly string[] Common =
        [.. ReadCommon()];

    public Task<IdentityResult> ValidateAsync(UserManager<PortalUser> manager, PortalUser user, string? password)
    {
        ArgumentNullException.ThrowIfNull(user);
        var folded = Fold(password ?? "");
        return Task.FromResult(IsGuessable(folded, user)
            ? IdentityResult.Failed(new IdentityError
            {
                Code = "PasswordTooCommon",
                Description = "This password is among the first that are guessed. Take a few words that do not belong together, or let a password manager make one.",
            })
            : IdentityResult.Success);
    }

    private static bool IsGuessable(string password, PortalUser user)
    {
        if (password.Distinct().Count() <= 4 || IsRepeated(password)) return true;
        if (Runs.Any(run => run.Contains(password, StringComparison.Ordinal))) return true;
        // What is left when the guessable parts are taken out must still carry the password.
        var rest = password;
        foreach (var part in Names(user).Concat(Common)) rest = rest.Replace(part, "", StringComparison.Ordinal);
        foreach (var run in Runs) rest = WithoutRun(rest, run);
        return rest.Count(char.IsLetter) < 5 && rest.Length < 8;
    }

    private static IEnumerable<string> Names(PortalUser user) =>
        (user.Email ?? user.UserName ?? "").Split('@', '.', '-', '_', '+').Select(Fold).Where(part => part.Length >= 3)
        .Concat(["supportbotportal", "supportbot", "support", "portal"]);

    private static bool IsRepeated(string password) =>
        Enumerable.Range(1, password.Length / 2).Any(length =>
            password.Select((character, index) => character == password[index % length]).All(same => same));

    private static string WithoutRun(string text, string run)
    {
        for (var length = Math.Min(run.Length, text.Length); length >= 4; length--)
        {
            for (var start = 0; start + length <= run.Length; start++)
                text = text.Replace(run.Substring(start, length), "", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Lower case, with the usual substitutions undone.</summary>
    private static string Fold(string text) => string.Concat(text.ToLowerInvariant().Select(character => character switch
    {
        '@' => 'a',
        '$' => 's',
        '!' => 'i',
        _ => character,
    }));

    private static IEnumerable<string> ReadCommon()
    {
        using var stream = typeof(CommonPasswordValidator).Assembly.GetManifestResourceStream("CommonPasswords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not embedded.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#')).OrderByDescending(line => line.Length)];
    }
}
