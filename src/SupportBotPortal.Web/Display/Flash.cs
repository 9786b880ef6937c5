using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace SupportBotPortal.Web.Display;

/// <summary>A sentence that the next page says once.</summary>
public static class Flash
{
    public const string Key = "flash";
    public const string UndoKey = "flash-undo";
    public const string WarningKey = "flash-warning";

    public static void Say(this ITempDataDictionary tempData, string sentence)
    {
        ArgumentNullException.ThrowIfNull(tempData);
        tempData[Key] = sentence;
        // What could be taken back before this is not what this says.
        tempData.Remove(UndoKey);
        tempData.Remove(WarningKey);
    }

    /// <summary>Says that something was done, and what is worse now.</summary>
    public static void Warn(this ITempDataDictionary tempData, string sentence)
    {
        tempData.Say(sentence);
        tempData[WarningKey] = true;
    }

    /// <param name="undo">Where a POST takes it back: the next page offers that beside the sentence.</param>
    public static void Say(this ITempDataDictionary tempData, string sentence, string undo)
    {
        tempData.Say(sentence);
        tempData[UndoKey] = undo;
    }
}
