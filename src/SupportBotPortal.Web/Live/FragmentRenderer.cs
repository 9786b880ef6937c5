using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;

namespace SupportBotPortal.Web.Live;

/// <summary>Renders a partial view outside of a page, for streams.</summary>
public sealed class FragmentRenderer(IRazorViewEngine views, ITempDataDictionaryFactory tempData)
{
    public async Task<string> RenderAsync(HttpContext context, string path, object model)
    {
        ArgumentNullException.ThrowIfNull(context);
        var action = new ActionContext(context, context.GetRouteData(), new ActionDescriptor());
        var found = views.GetView(null, path, isMainPage: false);
        if (!found.Success) throw new InvalidOperationException($"There is no view {path}.");
        await using var writer = new StringWriter();
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await found.View.RenderAsync(new ViewContext(action, found.View, data, tempData.GetTempData(context), writer, new HtmlHelperOptions()));
        return writer.ToString();
    }
}
