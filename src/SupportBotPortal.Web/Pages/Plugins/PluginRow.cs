using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Plugins;

/// <param name="Providers">How many providers use it.</param>
public sealed record PluginRow(PluginEntry Entry, Badge Badge, int Providers);
