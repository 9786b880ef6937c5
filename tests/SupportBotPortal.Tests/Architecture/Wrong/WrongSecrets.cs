using SupportBotPortal.Tests.Architecture.Wrong.Providers;

namespace SupportBotPortal.Tests.Architecture.Wrong.Secrets;

public static class AsksAProvider
{
    public static HttpClient Client(MakesAClient provider) => provider?.Client ?? throw new ArgumentNullException(nameof(provider));

    internal static void HiddenMethod()
    {
    }

    internal static class Inner
    {
        public static int Value => 1;
    }
}

internal sealed class Hidden;
