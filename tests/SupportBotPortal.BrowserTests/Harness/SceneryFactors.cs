using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Somebody who signs in with more than a password.</summary>
internal static class SceneryFactors
{
    /// <summary>The role of the one who has an app, passkeys and recovery codes; the email is made of it.</summary>
    public const string Role = "Night watch";

    public const string Email = "night watch@example.com";

    /// <summary>Gives the one of that role an app, two passkeys and seven recovery codes.</summary>
    public static async Task GiveAsync(PortalFactory portal)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var user = (await users.FindByEmailAsync(Email))!;
        if (user.TotpSecret is not null) return;
        (user.TotpSecret, user.TotpSince) = ([1], DateTime.UtcNow.AddDays(-40));
        await users.AddOrUpdatePasskeyAsync(user, Passkey(1, "Work laptop", -12, false));
        await users.AddOrUpdatePasskeyAsync(user, Passkey(2, "A phone with a name that somebody typed for as long as the line allowed", -3, true));
        for (byte number = 0; number < 7; number++) db.RecoveryCodes.Add(new() { UserId = user.Id, Hash = [number] });
        await db.SaveChangesAsync();
    }

    /// <summary>Nobody is about to set up an app any more.</summary>
    public static async Task ForgetOffersAsync(PortalFactory portal)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.TotpOffer, (byte[]?)null));
    }

    /// <summary>Nobody is locked out any more.</summary>
    public static async Task UnlockAsync(PortalFactory portal)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null));
    }

    /// <summary>Shows a page as it is while a second factor is demanded of everybody.</summary>
    public static async Task WhileDemandedAsync(PortalFactory portal, Func<Task> show)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        db.SignInPolicy.Add(new() { SecondFactor = SecondFactorDemand.Everybody });
        await db.SaveChangesAsync();
        await show();
        await db.SignInPolicy.ExecuteDeleteAsync();
    }

    private static UserPasskeyInfo Passkey(byte id, string name, int days, bool isBackedUp) =>
        new([id, id], [1], DateTimeOffset.UtcNow.AddDays(days), 1, null, true, isBackedUp, isBackedUp, [1], [1]) { Name = name };
}
