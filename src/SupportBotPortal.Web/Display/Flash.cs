using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace SupportBotPortal.Web.Display;

/// <summary>A sentence that the next page says once.</summary>
public static class Flash
{
    public const string Key = "flash";

    public static void Say(this ITempDataDictionary tempData, string sentence)
    {
        ArgumentNullException.ThrowIfNull(tempData);
        tempData[Key] = sentence;
    }
}
