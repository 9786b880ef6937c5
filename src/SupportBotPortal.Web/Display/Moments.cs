using System.Globalization;

namespace SupportBotPortal.Web.Display;

/// <summary>Points in time as people read them.</summary>
public static class Moments
{
    /// <summary>To the minute, in whatever zone it is given.</summary>
    public static string Minute(DateTime at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
