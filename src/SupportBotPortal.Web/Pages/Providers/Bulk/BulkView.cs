using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Bulk;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>An act on many as it is shown: under way, or ended.</summary>
public sealed record BulkView
{
    /// <summary>Any of these lets one tick rows.</summary>
    public const string AnyPermission = $"{ProviderPermissions.Test},{ProviderPermissions.Edit},{ProviderPermissions.Delete}";

    public required BulkAct Act { get; init; }

    public required BulkProgress Progress { get; init; }

    /// <summary>The run to follow, or to dismiss; <see langword="null"/> if none was started.</summary>
    public string? RunId { get; init; }

    public bool IsDone { get; init; }

    /// <summary>Why it ended before all were done.</summary>
    public string? Stopped { get; init; }

    /// <summary>Why another one was not started.</summary>
    public string? Refused { get; init; }

    /// <summary>E.g. “Testing 1,200 providers”.</summary>
    public string Title => $"{(IsDone ? Past : Present)} {Count(!IsDone ? Progress.Total : Act == BulkAct.Test ? Progress.Done : Progress.Succeeded)}";

    public string Summary
    {
        get
        {
            List<string> parts = [];
            if (Act == BulkAct.Test) parts.Add($"{Progress.Succeeded:N0} passed");
            if (Progress.Failed > 0) parts.Add($"{Progress.Failed:N0} failed");
            if (Progress.Skipped > 0)
            {
                parts.Add($"{Progress.Skipped:N0} " + (Act switch
                {
                    BulkAct.Test => "could not be tested",
                    BulkAct.Activate => "were active already or gone",
                    BulkAct.Deactivate => "were inactive already or gone",
                    BulkAct.Delete => "were gone already",
                    _ => throw new InvalidOperationException($"No words for {Act}."),
                }));
            }

            if (Progress.Done < Progress.Total && IsDone) parts.Add($"{Progress.Total - Progress.Done:N0} not reached, and as they were");
            return string.Join(" · ", parts);
        }
    }

    private string Present => Act switch
    {
        BulkAct.Test => "Testing",
        BulkAct.Activate => "Activating",
        BulkAct.Deactivate => "Deactivating",
        BulkAct.Delete => "Deleting",
        _ => throw new InvalidOperationException($"No words for {Act}."),
    };

    private string Past => Act switch
    {
        BulkAct.Test => "Tested",
        BulkAct.Activate => "Activated",
        BulkAct.Deactivate => "Deactivated",
        BulkAct.Delete => "Deleted",
        _ => throw new InvalidOperationException($"No words for {Act}."),
    };

    private static string Count(int number) => $"{number:N0} {(number == 1 ? "provider" : "providers")}";
}
