using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal;

/// <summary>
/// Commands beside, or instead of, a running portal: <c>keys status</c>, <c>keys adopt-new --confirm</c>,
/// <c>audit verify</c>. They open the same database.
/// </summary>
internal static class Verbs
{
    private static readonly string[] Names = ["keys", "audit"];

    /// <summary>Whether the command line names a verb; otherwise it configures the portal.</summary>
    public static bool Applies(string[] args) => args.Length > 0 && Names.Contains(args[0]);

    public static Task<int> RunAsync(string[] args, IServiceProvider services)
    {
        // What configures (--Storage:DataDirectory=…) is read by the host already.
        var own = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal) || (!a.Contains(':') && !a.Contains('='))).ToArray();
        var root = new RootCommand("SupportBot Portal") { Keys(services), Audit(services) };
        return root.Parse(own).InvokeAsync();
    }

    private static Command Keys(IServiceProvider services)
    {
        var ring = services.GetRequiredService<KeyRing>();
        var status = new Command("status", "Says whether sealed keys can be opened.");
        status.SetAction(_ => Say(ring.Status.Sentence, ring.Status.IsReady));

        var confirm = new Option<bool>("--confirm") { Description = "Yes: keys sealed with the lost master key must be typed again." };
        var adopt = new Command("adopt-new", "Makes a new master key when the old one is lost for good. Destroys nothing.") { confirm };
        adopt.SetAction(async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(confirm)) return Say("Provider keys sealed with the lost master key cannot be opened any more and must be typed again. If that is what you want, add --confirm.", false);
            var result = await ring.AdoptNewAsync(cancellationToken);
            return Say(result.Sentence, result.Adopted);
        });
        return new Command("keys", "The keys that seal the providers' keys.") { status, adopt };
    }

    private static Command Audit(IServiceProvider services)
    {
        var verify = new Command("verify", "Walks the hash chain of the audit log.");
        verify.SetAction(async (_, cancellationToken) =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
            var count = await db.Audit.CountAsync(cancellationToken);
            var broken = await AuditTrail.FirstBrokenAsync(db, cancellationToken);
            return broken is null
                ? Say($"The audit log is whole: {count:N0} rows, each fits the one before.", true)
                : Say($"Row {broken} does not fit the one before: it, or its predecessor, was changed, removed or moved outside the portal.", false);
        });
        return new Command("audit", "The log of who did what.") { verify };
    }

    private static int Say(string sentence, bool good)
    {
        (good ? Console.Out : Console.Error).WriteLine(sentence);
        return good ? 0 : 1;
    }
}
