namespace SupportBotPortal.Core.Data;

/// <summary>How a whole connection test ended.</summary>
public enum ProviderTestOutcome
{
    Passed,
    Failed,

    /// <summary>Could not be run: key sealed, plugin missing. Not an outage.</summary>
    NotTestable,
}
