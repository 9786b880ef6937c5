using System.Globalization;
using System.Runtime.CompilerServices;

namespace SupportBotPortal.Tests.Shared;

/// <summary>As the host does first of all: a test that asks code directly must not depend on the machine's culture either.</summary>
internal static class InvariantCulture
{
    [ModuleInitializer]
    internal static void Set() => CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
}
