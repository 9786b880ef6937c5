using SupportBotPortal.Core.Health.Incidents;

namespace SupportBotPortal.Web.Pages.Incidents;

/// <summary>Which incidents are looked at, as it stands in the address.</summary>
/// <param name="Provider">The slug of one; empty for all.</param>
/// <param name="State">“open”, “closed”, or empty for both.</param>
public sealed record IncidentQuery(string Provider, string State, IncidentCursor? After = null)
{
    public const string Open = "open";
    public const string Closed = "closed";

    public static readonly IncidentQuery All = new("", "");

    public bool? IsOpen => State switch { Open => true, Closed => false, _ => null };

    public string Url()
    {
        var parts = new List<string>();
        if (Provider.Length > 0) parts.Add("provider=" + Uri.EscapeDataString(Provider));
        if (State.Length > 0) parts.Add("state=" + State);
        if (After is not null) parts.Add($"after={After}");
        return parts.Count == 0 ? "/incidents" : "/incidents?" + string.Join('&', parts);
    }
}
