using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal;

/// <summary>
/// Commands beside, or instead of, a running portal: <c>keys status</c>, <c>keys adopt-new --confirm</c>,
/// <c>audit verify</c>. They open the same database.
/// </summary>
internal static class Verbs
{
    private static readonly string[] Names = ["keys", "audit"];

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
        new("SupportBot Portal. Without a verb it starts the portal; --urls http://localhost:5090 and other settings are in the README.") { Keys(services), Audit(services) };

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
            var check = await AuditTrail.CheckAsync(db, cancellationToken);
            List<string> wrong = [.. check.Gaps, .. await DatabaseGuards.DifferencesAsync(db, cancellationToken)];
            if (check.FirstBroken is { } broken)
                wrong.Insert(0, $"Row {broken} does not fit the one before: it, or its predecessor, was changed, removed or moved outside the portal. The {check.Count:N0} rows before it fit.");
            if (wrong.Count > 0) return Say(string.Join(Environment.NewLine, wrong), false);
            if (check.Last is not { } last) return Say("The audit log has no rows: nothing was checked.", true);
            return Say(
                $"""
                {check.Count:N0} rows checked, from the first to the last: each is as it was written and fits the one before.
                The last is row {last.Id} of {last.At:yyyy-MM-dd HH:mm:ss} UTC, hash {Convert.ToHexStringLower(last.Hash.AsSpan(0, 8))}.
                Rows cut off behind it leave no trace here: compare it with the last row that you noted, and note this one outside of this machine.
                """, true);
        });
        return new Command("audit", "The log of who did what.") { verify };
    }

    private static int Say(string sentence, bool good)
    {
        (good ? Console.Out : Console.Error).WriteLine(sentence);
        return good ? 0 : 1;
    }
}
