using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace SupportBotPortal.Web.Security;

/// <summary>
/// Challenges that a passkey has signed: each is good once. Identity keeps a challenge in the browser's cookie, and so cannot know
/// that it was used; it ends after as long as they are remembered here.
/// </summary>
public sealed class UsedChallenges(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> used = new();

    /// <param name="credential">What a browser has signed, which was checked.</param>
    /// <returns>Whether it is the first time.</returns>
    public bool TryUse(string credential)
    {
        var now = time.GetUtcNow();
        foreach (var (old, at) in used)
            if (at < now - PendingSignIn.Lifetime - PendingSignIn.Lifetime) used.TryRemove(old, out _);
        return used.TryAdd(ChallengeOf(credential), now);
    }

    /// <summary>Out of what is signed: around it the same can be written in many ways.</summary>
    private static string ChallengeOf(string credential)
    {
        using var document = JsonDocument.Parse(credential);
        var signed = WebEncoders.Base64UrlDecode(document.RootElement.GetProperty("response").GetProperty("clientDataJSON").GetString()!);
        return Convert.ToHexString(SHA256.HashData(signed));
    }
}
