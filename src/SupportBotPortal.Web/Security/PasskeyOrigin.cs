using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Health;

namespace SupportBotPortal.Web.Security;

/// <summary>Where passkeys of this portal are good: at the address that people open, and at no other.</summary>
internal static class PasskeyOrigin
{
    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddSingleton<UsedChallenges>();
        services.AddScoped<PasskeySignIn>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<PortalOptions>>((options, portal) =>
        {
            var address = AddressOf(portal.Value);
            options.ServerDomain = address?.Host;
            // A passkey stands for the password, too: it has to ask who holds it, and to be found without an email.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            // Identity compares with the Origin header, which a form of ours sends as “null”: our pages tell nobody where they are from.
            options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && IsOurs(context.Origin, address, context.HttpContext.Request));
        });
        return services;
    }

    private static bool IsOurs(string origin, Uri? address, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var signed)
        && Uri.TryCreate(address?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
        && Uri.Compare(signed, own, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Uri? AddressOf(PortalOptions portal) => Uri.TryCreate(portal.AddressOf("/"), UriKind.Absolute, out var url) ? url : null;
}
