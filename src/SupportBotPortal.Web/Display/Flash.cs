using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;

namespace SupportBotPortal.Web.Display;

/// <summary>A sentence that the next page says once.</summary>
public static class Flash
{
    public const string Key = "flash";
    public const string UndoKey = "flash-undo";
    public const string WarningKey = "flash-warning";

    /// <summary>For whoever is signing in: what was said to somebody who is signed in is none of his business.</summary>
    public const string VisitorKey = "flash-visitor";

    public static void SayToVisitor(this ITempDataDictionary tempData, string sentence)
    {
        ArgumentNullException.ThrowIfNull(tempData);
        tempData[VisitorKey] = sentence;
    }

    /// <summary>Somebody else may be there now.</summary>
    public static void ForgetFlash(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var tempData = context.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(context);
        tempData.Clear();
        // Whoever comes back from the identity provider comes to no page, which would save it.
        tempData.Save();
    }

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
