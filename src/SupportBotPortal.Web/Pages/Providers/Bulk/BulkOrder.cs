using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>What is to be done, and to which providers.</summary>
/// <param name="Permission">What the act asks for: asked again while it runs.</param>
/// <param name="LeftOut">What was selected as well, and may not be touched by this person.</param>
public sealed record BulkOrder(BulkAct Act, string Permission, IReadOnlyList<BulkTarget> Targets, IReadOnlyList<BulkTarget> LeftOut)
{
    public int Selected => Targets.Count + LeftOut.Count;
}
