using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace SupportBotPortal.Web.Api;

/// <summary>Refuses a query parameter that an act does not know or cannot read: with a misspelt <c>dry_run</c>, an import would happen.</summary>
internal static class QueryCheck
{
    public static EndpointFilterDelegate Create(EndpointFilterFactoryContext act, EndpointFilterDelegate next)
    {
        var known = act.MethodInfo.GetParameters()
            .Select(p => (p.GetCustomAttribute<FromQueryAttribute>()?.Name, Type: Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType))
            .Where(p => p.Name is not null)
            .ToDictionary(p => p.Name!, p => p.Type, StringComparer.OrdinalIgnoreCase);
        return context => Problem(context.HttpContext.Request.Query, known) is { } problem
            ? ValueTask.FromResult<object?>(ApiProblem.Of(StatusCodes.Status400BadRequest, "invalid", HttpMethods.IsGet(context.HttpContext.Request.Method) ? problem : problem + " Nothing was changed."))
            : next(context);
    }

    private static string? Problem(IQueryCollection query, Dictionary<string, Type> known)
    {
        foreach (var (name, values) in query)
        {
            if (!known.TryGetValue(name, out var type))
                return known.Count == 0 ? $"This takes nothing after the “?” of the address, but “{Short(name)}” is there." : $"The address has a parameter “{Short(name)}”, which is not known here. Known: {string.Join(", ", known.Keys)}.";
            if (values.Count > 1) return $"{name} is there {values.Count} times. Give it once.";
            // The name alone as well: whoever writes ?dry_run does not mean “no”.
            if (Wanted(type, values[0] ?? "") is { } wanted) return $"{name} is {wanted}, and not “{Short(values[0] ?? "")}”.";
        }

        return null;
    }

    /// <returns>What it has to be, if it is not.</returns>
    private static string? Wanted(Type type, string value)
    {
        if (type == typeof(bool)) return bool.TryParse(value, out _) ? null : "true or false";
        if (type == typeof(int)) return int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? null : "a whole number";
        if (type == typeof(Guid)) return Guid.TryParse(value, out _) ? null : "an id";
        return null;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
