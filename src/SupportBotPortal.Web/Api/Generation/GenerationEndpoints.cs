using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Api.Generation;

/// <summary>The model in production and its settings: read, saved as a new version, brought back.</summary>
internal static class GenerationEndpoints
{
    private const string Tag = "Model and generation";
    private const int MostModels = 500;
    private const int MostVersions = 20;

    public static void MapGeneration(this IEndpointRouteBuilder api)
    {
        api.MapGet("/generation", CurrentAsync).Needs(GenerationPermissions.View).WithName("getGeneration").WithTags(Tag).WithSummary("What is in production")
            .Produces<GenerationResource>().HasVersion().Refuses();
        api.MapPut("/generation", SaveAsync).Needs(GenerationPermissions.Edit).WithName("saveGeneration").WithTags(Tag).WithSummary("Choose model and settings").WithDescription("All of them: what is left out has no value then. It is a new version, which bots get from the next request on.")
            .Produces<GenerationResource>().HasVersion().NeedsVersion().Refuses(400, 412, 415, 422, 428, 503);
        api.MapGet("/generation/versions", ListAsync).Needs(GenerationPermissions.View).WithName("listGenerationVersions").WithTags(Tag).WithSummary("Versions, the newest first")
            .Produces<GenerationVersionList>().Refuses(400);
        api.MapGet("/generation/versions/{number:int}", FindAsync).Needs(GenerationPermissions.View).WithName("getGenerationVersion").WithTags(Tag).WithSummary("One version")
            .Produces<GenerationResource>().Refuses(404);
        api.MapPost("/generation/versions/{number:int}/restore", RestoreAsync).Needs(GenerationPermissions.Edit).WithName("restoreGenerationVersion").WithTags(Tag).WithSummary("Bring an earlier version back").WithDescription("As a new version. If-Match names the one that is in production.")
            .Produces<GenerationResource>().HasVersion().NeedsVersion().Refuses(404, 412, 422, 428, 503);
        api.MapGet("/models", ModelsAsync).Needs(GenerationPermissions.View).WithName("listModels").WithTags(Tag).WithSummary("Models that can be chosen").WithDescription("Of all active providers.")
            .Produces<ModelList>().Refuses();
    }

    private static async Task<IResult> CurrentAsync(HttpContext context, GenerationVersions versions, GenerationShapes shapes)
    {
        var current = await shapes.ReadAsync(await versions.CurrentAsync(context.RequestAborted), context.RequestAborted);
        context.Tag(current.Version);
        return TypedResults.Ok(current);
    }

    private static async Task<IResult> SaveAsync(GenerationSave sent, HttpContext context, GenerationVersions versions, GenerationRules rules, GenerationChanges changes, GenerationShapes shapes)
    {
        var saved = await versions.CurrentAsync(context.RequestAborted);
        if (Preconditions.Check(context, saved?.Number ?? 0) is { } refused) return refused;
        var check = await rules.CheckAsync(GenerationShapes.Input(sent), saved?.Settings, context.RequestAborted);
        List<FieldMessage> errors = [.. check.Errors, .. GenerationShapes.WrongLimits(sent.Limits)];
        if (errors.Count > 0) return ApiProblem.OfFields(errors);
        var result = await changes.SaveAsync(saved?.Number ?? 0, check.Settings, check.Comment, context.Actor(), context.RequestAborted);
        return result.Outcome == ChangeOutcome.Conflict ? Preconditions.Changed() : await CurrentAsync(context, versions, shapes);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        GenerationVersions versions,
        GenerationShapes shapes,
        [FromQuery(Name = "before"), Description("Only those that are older: the next_before of the page before.")] int? before = null,
        [FromQuery(Name = "limit"), Description("How many at most, from 1 to 20.")] int limit = 10)
    {
        if (limit is < 1 or > MostVersions) return ApiProblem.Of(StatusCodes.Status400BadRequest, "invalid", $"limit is a number from 1 to {MostVersions}.");
        var page = await versions.PageAsync(before, limit + 1, context.RequestAborted);
        var data = new List<GenerationResource>();
        foreach (var version in page.Take(limit)) data.Add(await shapes.ReadAsync(version, context.RequestAborted));
        return TypedResults.Ok(new GenerationVersionList { Data = data, NextBefore = page.Count > limit ? data[^1].Version : null });
    }

    private static async Task<IResult> FindAsync(int number, HttpContext context, GenerationVersions versions, GenerationShapes shapes) =>
        await versions.FindAsync(number, context.RequestAborted) is { } version ? TypedResults.Ok(await shapes.ReadAsync(version, context.RequestAborted)) : ApiProblem.NotFound("version");

    private static async Task<IResult> RestoreAsync(int number, HttpContext context, GenerationVersions versions, GenerationChanges changes, RestoreRules rules, GenerationShapes shapes)
    {
        if (await versions.FindAsync(number, context.RequestAborted) is not { } earlier) return ApiProblem.NotFound("version");
        var seen = (await versions.CurrentAsync(context.RequestAborted))!.Number;
        if (Preconditions.Check(context, seen) is { } refused) return refused;
        if (await rules.ProblemAsync(earlier, context.RequestAborted) is { } problem) return ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, "cannot_answer", problem);
        var result = await changes.RestoreAsync(seen, earlier, context.Actor(), context.RequestAborted);
        return result.Outcome == ChangeOutcome.Conflict ? Preconditions.Changed() : await CurrentAsync(context, versions, shapes);
    }

    private static async Task<IResult> ModelsAsync(HttpContext context, ModelChoices choices, [FromQuery(Name = "search"), Description("Words, each of which the provider’s name or the model’s id contains.")] string? search = null)
    {
        var found = await choices.SearchAsync(search, MostModels, context.RequestAborted);
        return TypedResults.Ok(new ModelList { Data = [.. found.First.Select(GenerationShapes.Read)], Total = found.Total });
    }
}
