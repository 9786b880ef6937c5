namespace SupportBotPortal.Web.Security;

/// <summary>On a request that was refused because another site's page started it: the error page says so.</summary>
internal sealed class ForeignWrite;
