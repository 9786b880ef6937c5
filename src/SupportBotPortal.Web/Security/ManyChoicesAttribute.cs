using Microsoft.AspNetCore.Mvc;

namespace SupportBotPortal.Web.Security;

/// <summary>For a page on which very many boxes may be ticked. Its form has more fields than others, and is no larger.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ManyChoicesAttribute : RequestFormLimitsAttribute
{
    /// <summary>Boxes, and the other fields of the form.</summary>
    private const int MostFields = 600;

    public ManyChoicesAttribute()
    {
        ValueCountLimit = MostFields;
        ValueLengthLimit = FormLimits.SmallRequest;
        KeyLengthLimit = 512;
    }
}
