using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Web.Security;

/// <summary>A page that takes the provider form. How many such requests are read at once is limited, see <see cref="RequestLimits"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LargeFormAttribute : RequestFormLimitsAttribute, IRequestSizeLimitMetadata
{
    public LargeFormAttribute()
    {
        ValueCountLimit = 2 * ModelRules.MaximumCount;
        ValueLengthLimit = FormLimits.LargeRequest / 2;
        KeyLengthLimit = 512;
    }

    public long? MaxRequestBodySize => FormLimits.LargeRequest;
}
