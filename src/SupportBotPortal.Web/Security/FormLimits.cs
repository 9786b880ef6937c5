using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Web.Security;

/// <summary>
/// How large a form may be. A form is read, and costs its memory many times over, before anything in it is looked at, the
/// antiforgery token included: so it is small for everybody, and large only for the pages that take a list of models.
/// </summary>
public static class FormLimits
{
    /// <summary>In bytes, for a request to whatever does not say otherwise.</summary>
    public const int SmallRequest = 64 * 1024;

    /// <summary>In bytes, for the provider form: 5,000 model ids of 200 characters, URL-encoded, are far less unless each character needs it.</summary>
    public const int LargeRequest = 8 * 1024 * 1024;

    public static IServiceCollection AddFormLimits(this IServiceCollection services)
    {
        services.Configure<MvcOptions>(options =>
        {
            options.MaxModelBindingCollectionSize = 2 * ModelRules.MaximumCount;
            // They read names like “a[b”, and throw; no page of ours sends such.
            options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
            options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
        });
        return services.Configure<FormOptions>(options => (options.ValueCountLimit, options.ValueLengthLimit, options.KeyLengthLimit) = (64, SmallRequest, 512));
    }

    /// <summary>Whether a request may bring a large form.</summary>
    public static bool IsLargeForm(this HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<LargeFormAttribute>() is not null;
}
