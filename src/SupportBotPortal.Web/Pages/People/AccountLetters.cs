using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Delivery;
using SupportBotPortal.Core.People.Users;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>The address in a link to an account, and the mail that brings it.</summary>
public sealed class AccountLetters(LetterSender letters, IOptions<PortalOptions> portal)
{
    private const string Path = "/join";

    /// <summary>
    /// Why no link can be mailed; <see langword="null"/> if one can. What a browser calls the portal is good enough for whoever sits in front of
    /// it, and not for a mail: a request can name any host.
    /// </summary>
    public async Task<string?> ObstacleAsync(CancellationToken cancellationToken) => portal.Value.AddressOf(Path) is null
        ? "To mail it, the portal has to know its own address: the setting Portal:PublicUrl."
        : await letters.CanSendAsync(cancellationToken) ? null : "To mail it, an owner has to set up a mail server, under Alerts.";

    public string UrlOf(HttpRequest request, string token)
    {
        ArgumentNullException.ThrowIfNull(request);
        var page = portal.Value.AddressOf(Path) ?? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, Path);
        return $"{page}?token={token}";
    }

    public async Task<LetterOutcome> SendAsync(string email, AccountLinkPurpose purpose, string url, string by, CancellationToken cancellationToken)
    {
        if (await ObstacleAsync(cancellationToken) is { } obstacle) return new(false, obstacle);
        var letter = purpose == AccountLinkPurpose.Invitation
            ? new Letter(email, "You are invited to SupportBot Portal", [$"{by} invites you to SupportBot Portal. Open this link and choose a password:", url, $"It works once, and for {AccountLinks.InvitationLifetime.Days} days. If you did not expect this, do nothing."])
            : new Letter(email, "Choose a new password for SupportBot Portal", [$"{by} asks you to choose a new password for SupportBot Portal. The old one does not work any more. Open this link:", url, "It works once, and for one day. If you did not expect this, ask before you do it."]);
        var (isSent, sentence) = await letters.SendAsync(letter, cancellationToken);
        return new(isSent, sentence);
    }
}
