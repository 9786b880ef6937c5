using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Bulk;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>An act on many as it is shown: under way, or ended.</summary>
public sealed record BulkView
{
    /// <summary>Any of these lets one tick rows.</summary>
    public const string AnyPermission = $"{ProviderPermissions.Test},{ProviderPermissions.Edit},{ProviderPermissions.Delete}";

    /// <summary>Before the first is done.</summary>
    public static BulkView Start(BulkOrder order, string run)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new() { Act = order.Act, RunId = run, Progress = BulkProgress.Start(order.Selected, order.LeftOut.Count) };
    }

    public required BulkAct Act { get; init; }

    public required BulkProgress Progress { get; init; }

    /// <summary>The run to follow, or to dismiss; <see langword="null"/> if none was started.</summary>
    public string? RunId { get; init; }

    public bool IsDone { get; init; }

    /// <summary>Why it ended before all were done.</summary>
    public string? Stopped { get; init; }

    /// <summary>Those that it changed, once it has ended.</summary>
    public IReadOnlyList<BulkTarget> Changed { get; init; } = [];

    /// <summary>Its end was on a page already.</summary>
    public bool WasSeen { get; init; }

    /// <summary>What takes it back for exactly those that it changed; <see langword="null"/> if there is nothing to take back.</summary>
    public BulkAct? UndoneBy => (Changed.Count, Act) switch
    {
        (0, _) => null,
        (_, BulkAct.Activate) => BulkAct.Deactivate,
        (_, BulkAct.Deactivate) => BulkAct.Activate,
        (_, BulkAct.Delete) => BulkAct.Restore,
        _ => null,
    };

    /// <summary>What an undo asks for.</summary>
    public string UndoPermission => UndoneBy == BulkAct.Restore ? ProviderPermissions.Delete : ProviderPermissions.Edit;

    /// <summary>Why another one was not started.</summary>
    public string? Refused { get; init; }

    /// <summary>E.g. “Testing 1,200 providers”.</summary>
    public string Title => $"{(IsDone ? Past : Present)} {Count(!IsDone ? Progress.Total - Progress.LeftAlone : Act == BulkAct.Test ? Progress.Done - Progress.LeftAlone : Progress.Succeeded)}";

    public string Summary
    {
        get
        {
            List<string> parts = [];
            // The words and the states of the list.
            if (Act == BulkAct.Test) parts.Add($"{Progress.Succeeded:N0} healthy");
            if (Progress.Attention > 0) parts.Add($"{Progress.Attention:N0} attention");
            if (Progress.Failed > 0) parts.Add($"{Progress.Failed:N0} down");
            if (Progress.Skipped > 0)
            {
                parts.Add($"{Progress.Skipped:N0} " + (Act switch
                {
                    BulkAct.Test => "not testable",
                    BulkAct.Activate => "were active already or gone",
                    BulkAct.Deactivate => "were inactive already or gone",
                    BulkAct.Delete => "were gone already",
                    BulkAct.Restore => "were back already or destroyed",
                    _ => throw new InvalidOperationException($"No words for {Act}."),
                }));
            }

            if (Progress.Done < Progress.Total && IsDone) parts.Add($"{Progress.Total - Progress.Done:N0} not reached, and as they were");
            if (Progress.LeftAlone > 0) parts.Add($"{Progress.LeftAlone:N0} left alone: you may not do this in {(Progress.LeftAlone == 1 ? "its environment" : "their environments")}");
            return string.Join(" · ", parts);
        }
    }

    private string Present => Act switch
    {
        BulkAct.Test => "Testing",
        BulkAct.Activate => "Activating",
        BulkAct.Deactivate => "Deactivating",
        BulkAct.Delete => "Deleting",
        BulkAct.Restore => "Restoring",
        _ => throw new InvalidOperationException($"No words for {Act}."),
    };

    private string Past => Act switch
    {
        BulkAct.Test => "Tested",
        BulkAct.Activate => "Activated",
        BulkAct.Deactivate => "Deactivated",
        BulkAct.Delete => "Deleted",
        BulkAct.Restore => "Restored",
        _ => throw new InvalidOperationException($"No words for {Act}."),
    };

    private static string Count(int number) => $"{number:N0} {(number == 1 ? "provider" : "providers")}";
}
