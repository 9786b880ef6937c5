using System.Globalization;
using System.Security.Cryptography;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Generation.Tokens;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Tells who asks by the token that came with the request.</summary>
public sealed class BotCallers
{
    private readonly GatewayStates states;
    private readonly TimeProvider time;

    internal BotCallers(GatewayStates states, TimeProvider time) => (this.states, this.time) = (states, time);

    /// <param name="presented">All that came as a token, by whichever header.</param>
    /// <returns>Who asks, or why nobody does.</returns>
    public async ValueTask<(BotCaller? Caller, BotError? Error)> FindAsync(IReadOnlyList<string> presented, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(presented);
        if (presented.Count == 0) return Refuse("missing_token", "No bot token came with the request. Send it in the header Authorization: Bearer sbp_….");
        // One of them would be checked, and the other one believed.
        if (presented.Count > 1 && presented.Any(p => p != presented[0])) return Refuse("invalid_api_key", "Two different tokens came with the request. Send one, in the header Authorization.");
        if (!BotTokens.Text.CanBe(presented[0])) return Unknown();
        var state = await states.NowAsync(cancellationToken);
        var hash = TokenText.HashOf(presented[0]);
        if (!state.Tokens.TryGetValue(Convert.ToHexString(hash), out var token) || !CryptographicOperations.FixedTimeEquals(token.Hash, hash)) return Unknown();
        if (token.RevokedAt is not null) return Refuse("token_revoked", $"The bot token “{token.Name}” was revoked. Make another one in the portal, under Bot tokens.");
        if (token.ExpiresAt <= time.GetUtcNow().UtcDateTime) return Refuse("token_expired", string.Create(CultureInfo.InvariantCulture, $"The bot token “{token.Name}” expired on {token.ExpiresAt:yyyy-MM-dd HH:mm} UTC. Make another one in the portal, under Bot tokens."));
        return (new(token, state), null);
    }

    private static (BotCaller?, BotError?) Unknown() => Refuse("invalid_api_key", "This bot token is not known here. Make one in the portal, under Bot tokens.");

    private static (BotCaller?, BotError?) Refuse(string code, string message) => (null, BotError.Unauthorized(code, message));
}
