using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal;

/// <summary>
/// Commands beside, or instead of, a running portal: <c>keys status</c>, <c>keys adopt-new --confirm</c>,
/// <c>audit verify</c>, <c>people let-in</c>. They open the same database.
/// </summary>
internal static class Verbs
{
    private static readonly string[] Names = ["keys", "audit", "people"];

    /// <summary>Whether there is a portal for a verb to look at: it must not make an empty one and call that good.</summary>
    public static bool CanRun(CommandLine line, WebApplicationBuilder builder) =>
        IsKnown(line) && File.Exists(Path.Combine(DirectoryOf(builder), DataDirectory.DatabaseName));

    /// <summary>Help, a word about a mistyped verb, or where no portal was found.</summary>
    public static Task<int> ExplainAsync(CommandLine line, WebApplicationBuilder builder)
    {
        if (IsKnown(line))
            return Task.FromResult(Say($"There is no portal's data in {DirectoryOf(builder)}. Run this where the portal runs, or name its directory: --Storage:DataDirectory=…", false));
        return InvokeAsync(line, new ServiceCollection().BuildServiceProvider());
    }

    public static Task<int> RunAsync(CommandLine line, IServiceProvider services)
    {
        Console.WriteLine($"Data: {services.GetRequiredService<DataDirectory>().Path}");
        return InvokeAsync(line, services);
    }

    /// <summary>What is thrown is told as for the portal: in a sentence.</summary>
    private static Task<int> InvokeAsync(CommandLine line, IServiceProvider services) =>
        Root(services).Parse(line.Verb).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

    private static bool IsKnown(CommandLine line) => Names.Contains(line.Verb[0]) && !line.AsksForHelp;

    private static RootCommand Root(IServiceProvider services) =>
        new("SupportBot Portal. Without a verb it starts the portal; --urls http://localhost:5090 and other settings are in the README.") { Keys(services), Audit(services), People(services) };

    private static string DirectoryOf(WebApplicationBuilder builder) =>
        DataDirectory.PathOf(builder.Configuration["Storage:DataDirectory"] ?? new StorageOptions().DataDirectory, builder.Environment);

    private static Command Keys(IServiceProvider services)
    {
        var status = new Command("status", "Says whether sealed keys can be opened.");
        status.SetAction(async (_, cancellationToken) =>
        {
            var now = services.GetRequiredService<KeyRing>().Status;
            if (!now.IsReady) return Say(now.Sentence, false);
            await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
            var providers = await services.GetRequiredService<ProviderSecretsVault>().CountAsync(db, cancellationToken);
            var alerts = await services.GetRequiredService<AlertSecrets>().CountAsync(db, cancellationToken);
            var (stored, closed) = (providers.Stored + alerts.Stored, providers.Closed + alerts.Closed);
            return closed == 0
                ? Say($"{now.Sentence} {stored:N0} are stored, and each of them opens.", true)
                : Say($"New secrets can be sealed, but {closed:N0} of the {stored:N0} stored ones cannot be opened: they were sealed with another master key, or changed outside the portal. Bring that key back, or type them again; the portal marks which.", false);
        });

        var confirm = new Option<bool>("--confirm") { Description = "Yes: keys sealed with the lost master key must be typed again." };
        var adopt = new Command("adopt-new", "Makes a new master key when the old one is lost for good. Destroys nothing.") { confirm };
        adopt.SetAction(async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(confirm)) return Say("Provider keys sealed with the lost master key cannot be opened any more and must be typed again. If that is what you want, add --confirm.", false);
            var result = await services.GetRequiredService<KeyRing>().AdoptNewAsync(Actor.CommandLine, cancellationToken);
            return Say(result.Sentence, result.Adopted);
        });
        return new Command("keys", "The keys that seal the providers' keys.") { status, adopt };
    }

    private static Command Audit(IServiceProvider services)
    {
        var verify = new Command("verify", "Walks the hash chain of the audit log, and looks for what was removed from it or would swallow rows.");
        verify.SetAction(async (_, cancellationToken) =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
            var verdict = await AuditVerdict.OfAsync(db, cancellationToken);
            return Say(string.Join(Environment.NewLine, verdict.Wrong.Concat(verdict.Good)), verdict.Wrong.Count == 0);
        });
        return new Command("audit", "The log of who did what.") { verify };
    }

    private static Command People(IServiceProvider services)
    {
        var email = new Argument<string>("email") { Description = "Whose account it is." };
        var letIn = new Command("let-in", "When an owner has lost password, phone and recovery codes: enables and unlocks the account, forgets both factors, and prints a link to a new password.") { email };
        letIn.SetAction(async (parsed, cancellationToken) =>
        {
            await using var scope = services.CreateAsyncScope();
            var token = await scope.ServiceProvider.GetRequiredService<LastResort>().LetInAsync(parsed.GetValue(email)!, Actor.CommandLine, cancellationToken);
            if (token is null) return Say("There is no account with this email.", false);
            var path = "/join?token=" + token;
            var portal = services.GetRequiredService<IOptions<PortalOptions>>().Value;
            return Say(
                $"""
                Password, second factor and sessions of this account are forgotten. Within a day, once, this link lets its person choose a password:
                {portal.AddressOf(path) ?? "the portal's address, followed by " + path}
                """, true);
        });
        return new Command("people", "Those who may sign in.") { letIn };
    }

    private static int Say(string sentence, bool good)
    {
        (good ? Console.Out : Console.Error).WriteLine(sentence);
        return good ? 0 : 1;
    }
}
