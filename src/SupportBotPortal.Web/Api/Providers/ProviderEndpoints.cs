using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Providers;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace SupportBotPortal.Web.Api.Providers;

/// <summary>Providers: listed, added, changed, deleted.</summary>
internal static class ProviderEndpoints
{
    public const string One = "/providers/{provider_id:guid}";

    private const string Tag = "Providers";

    public static void MapProviders(this IEndpointRouteBuilder api)
    {
        api.MapGet("/providers", ListAsync).Needs(ProviderPermissions.View).WithName("listProviders").WithTags(Tag).WithSummary("Providers, page by page")
            .Produces<ProviderList>().Refuses(400);
        api.MapPost("/providers", CreateAsync).Needs(ProviderPermissions.Create).WithName("createProvider").WithTags(Tag).WithSummary("Add a provider").WithDescription("It is not tested by itself: see testProvider.")
            .Produces<ProviderResource>(201).HasVersion().Refuses(400, 409, 415, 422, 503);
        api.MapGet(One, GetAsync).Needs(ProviderPermissions.View).WithName("getProvider").WithTags(Tag).WithSummary("One provider").WithDescription("Its ETag is the version of its configuration: what a test finds does not change it.")
            .Produces<ProviderResource>().HasVersion().Refuses(404);
        api.MapPatch(One, PatchAsync).Needs(ProviderPermissions.Edit).WithName("updateProvider").WithTags(Tag).WithSummary("Change a provider").WithDescription("A JSON Merge Patch (RFC 7396): what is left out stays.")
            .Accepts<ProviderPatch>(MergePatch.ContentType, "application/json").Produces<ProviderResource>().HasVersion().NeedsVersion().Refuses(400, 404, 412, 415, 422, 428, 503);
        api.MapDelete(One, DeleteAsync).Needs(ProviderPermissions.Delete).WithName("deleteProvider").WithTags(Tag).WithSummary("Delete a provider").WithDescription("It can be restored for 30 days, in the portal.")
            .Produces(204).NeedsVersion().Refuses(404, 412, 428, 503);
        api.MapPost(One + "/activate", (Guid provider_id, HttpContext context, PortalDbContext db, ProviderChanges changes, ProviderShapes shapes) => SetActiveAsync(provider_id, true, context, db, changes, shapes))
            .Needs(ProviderPermissions.Edit).WithName("activateProvider").WithTags(Tag).WithSummary("Activate a provider").Produces<ProviderResource>().HasVersion().Refuses(404, 409, 503);
        api.MapPost(One + "/deactivate", (Guid provider_id, HttpContext context, PortalDbContext db, ProviderChanges changes, ProviderShapes shapes) => SetActiveAsync(provider_id, false, context, db, changes, shapes))
            .Needs(ProviderPermissions.Edit).WithName("deactivateProvider").WithTags(Tag).WithSummary("Deactivate a provider").WithDescription("No bot gets an answer from it until it is activated again.").Produces<ProviderResource>().HasVersion().Refuses(404, 409, 503);
        api.MapPost(One + "/default", SetDefaultAsync).Needs(ProviderPermissions.Edit).WithName("makeProviderDefault").WithTags(Tag).WithSummary("Make a provider the default").WithDescription("It is preselected for new things then, instead of the one that was. What is in production stays.")
            .Produces<ProviderResource>().HasVersion().Refuses(404, 409, 503);
    }

    public static Task<Provider?> FindAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Id == id, cancellationToken);

    private static async Task<IResult> ListAsync(
        WholeProviders providers,
        ProviderShapes shapes,
        HttpContext context,
        [FromQuery(Name = "active_only"), Description("Only those that are active.")] bool active_only = false,
        [FromQuery(Name = "provider_type"), Description("Only those of this type.")] string? provider_type = null,
        [FromQuery(Name = "environment"), Description("Only those with this label.")] string? environment = null,
        [FromQuery(Name = "search"), Description("Words, each of which the name or the base URL contains.")] string? search = null,
        [FromQuery(Name = "limit"), Description("How many at most, from 1 to 100. With very many models it can be fewer.")] int limit = 50,
        [FromQuery(Name = "cursor"), Description("The next_cursor of the page before.")] string? cursor = null)
    {
        if (limit is < 1 or > WholeProviders.MaximumPageSize) return ApiProblem.Of(StatusCodes.Status400BadRequest, "invalid", $"limit is a number from 1 to {WholeProviders.MaximumPageSize}.");
        ProviderEnvironment? label = null;
        if (environment is not null)
        {
            if (Enum.GetNames<ProviderEnvironment>().FirstOrDefault(name => JsonNamingPolicy.SnakeCaseLower.ConvertName(name) == environment) is not { } known)
                return ApiProblem.Of(StatusCodes.Status400BadRequest, "invalid", $"environment is one of {string.Join(", ", Enum.GetNames<ProviderEnvironment>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}.");
            label = Enum.Parse<ProviderEnvironment>(known);
        }

        var filter = new ProviderFilter { IsActive = active_only ? true : null, TypeId = provider_type, Environment = label, Search = search is { Length: > ProviderFilter.MaximumSearchLength } ? search[..ProviderFilter.MaximumSearchLength] : search ?? "" };
        var (page, next) = await providers.PageAsync(filter, cursor, limit, context.RequestAborted);
        return TypedResults.Ok(new ProviderList { Data = [.. page.Select(shapes.Read)], NextCursor = next });
    }

    private static async Task<IResult> GetAsync(Guid provider_id, HttpContext context, PortalDbContext db, ProviderShapes shapes) =>
        await FindAsync(db, provider_id, context.RequestAborted) is { } provider ? Show(context, provider, shapes) : NotFound();

    private static async Task<IResult> CreateAsync(ProviderCreate sent, HttpContext context, PortalDbContext db, ProviderValidator validator, ProviderChanges changes, ProviderShapes shapes)
    {
        var check = await validator.CheckAsync(shapes.Input(sent, isNew: true), null, context.RequestAborted);
        List<FieldMessage> errors = [.. check.Errors, .. shapes.Unknown(sent), .. await LabelProblemAsync(context, check.Input.Environment, ProviderPermissions.Create)];
        if (errors.Count > 0) return ApiProblem.OfFields(errors);
        var result = await changes.CreateAsync(check, context.Actor(), context.RequestAborted);
        if (result.Outcome == ChangeOutcome.NameTaken) return ApiProblem.OfFields([ProviderValidator.NameTaken(check.Input.Name)]);
        var made = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstAsync(p => p.Slug == result.Slug, context.RequestAborted);
        context.Tag(made.Version);
        return TypedResults.Created($"{ApiEndpoints.Root}/providers/{made.Id}", shapes.Read(made));
    }

    private static async Task<IResult> PatchAsync(Guid provider_id, HttpContext context, PortalDbContext db, ProviderValidator validator, ProviderChanges changes, ProviderShapes shapes, IOptions<JsonOptions> json)
    {
        if (await FindAsync(db, provider_id, context.RequestAborted) is not { } provider) return NotFound();
        if (Preconditions.Check(context, provider.Version) is { } refused) return refused;
        var options = json.Value.SerializerOptions;
        var patch = await MergePatch.ReadAsync(context);
        // What is sent is looked at before it is laid over what is there: a field that cannot be written is named as it was sent.
        MergePatch.Apply(new ProviderPatch(), patch, options);
        if (patch.TryGetPropertyValue("api_key", out var key) && key is null) return ApiProblem.OfFields([new(nameof(ProviderInput.ApiKey), "A key is replaced, and not removed. To call the provider without one, choose another auth_scheme.")]);
        if (patch["headers"] is JsonObject headers) MergePatch.Rename(headers, shapes.Read(provider).HeaderNames);
        var wanted = MergePatch.Apply(shapes.Write(provider), patch, options);
        var check = await validator.CheckAsync(shapes.Input(wanted, isNew: false), provider, context.RequestAborted);
        List<FieldMessage> errors = [.. check.Errors, .. shapes.Unknown(wanted), .. await LabelProblemAsync(context, check.Input.Environment, ProviderPermissions.Edit)];
        if (errors.Count > 0) return ApiProblem.OfFields(errors);
        var result = await changes.UpdateAsync(provider.Slug, provider.Version, check, context.Actor(), context.RequestAborted);
        return result.Outcome switch
        {
            ChangeOutcome.Done => await ShowAsync(context, db, provider_id, shapes),
            ChangeOutcome.NameTaken => ApiProblem.OfFields([ProviderValidator.NameTaken(check.Input.Name)]),
            ChangeOutcome.Conflict => Preconditions.Changed(),
            _ => NotFound(),
        };
    }

    private static async Task<IResult> DeleteAsync(Guid provider_id, HttpContext context, PortalDbContext db, ProviderChanges changes, ProviderLiveCalls calls)
    {
        if (await FindAsync(db, provider_id, context.RequestAborted) is not { } provider) return NotFound();
        if (Preconditions.Check(context, provider.Version) is { } refused) return refused;
        var result = await changes.DeleteAsync(provider.Slug, context.Actor(), context.RequestAborted, context.Request.Headers.IfMatch == "*" ? null : provider.Version);
        if (result.Outcome == ChangeOutcome.Conflict) return Preconditions.Changed();
        if (result.Outcome == ChangeOutcome.NotFound) return NotFound();
        calls.CancelAllOf(provider.Slug);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> SetActiveAsync(Guid id, bool active, HttpContext context, PortalDbContext db, ProviderChanges changes, ProviderShapes shapes)
    {
        if (await FindAsync(db, id, context.RequestAborted) is not { } provider) return NotFound();
        return await EndAsync(await changes.SetActiveAsync(provider.Slug, active, context.Actor(), context.RequestAborted), id, context, db, shapes);
    }

    private static async Task<IResult> SetDefaultAsync(Guid provider_id, HttpContext context, PortalDbContext db, DefaultProvider defaults, ProviderShapes shapes)
    {
        if (await FindAsync(db, provider_id, context.RequestAborted) is not { } provider) return NotFound();
        return await EndAsync(await defaults.SetAsync(provider.Slug, true, await context.EffectivePermissionsAsync(), context.Actor(), context.RequestAborted), provider_id, context, db, shapes);
    }

    private static async Task<IResult> EndAsync(ChangeResult result, Guid id, HttpContext context, PortalDbContext db, ProviderShapes shapes) => result.Outcome switch
    {
        ChangeOutcome.Done => await ShowAsync(context, db, id, shapes),
        ChangeOutcome.OtherNotAllowed => ApiProblem.Forbidden(DefaultProvider.Refusal),
        ChangeOutcome.Conflict => ApiProblem.Conflict("Somebody else changed this provider at the same moment. Send it again. Nothing was changed."),
        _ => NotFound(),
    };

    private static async Task<IResult> ShowAsync(HttpContext context, PortalDbContext db, Guid id, ProviderShapes shapes) =>
        await FindAsync(db, id, context.RequestAborted) is { } now ? Show(context, now, shapes) : NotFound();

    private static Ok<ProviderResource> Show(HttpContext context, Provider provider, ProviderShapes shapes)
    {
        context.Tag(provider.Version);
        return TypedResults.Ok(shapes.Read(provider));
    }

    public static IResult NotFound() => ApiProblem.NotFound("provider");

    /// <summary>What holds in some environments only must not reach into others by a label.</summary>
    private static async Task<IReadOnlyList<FieldMessage>> LabelProblemAsync(HttpContext context, ProviderEnvironment label, string permission) =>
        await context.MayAsync(permission, label) ? [] : [new(nameof(ProviderInput.Environment), $"{permission} holds for {(await context.WhereAsync(permission)).Words()} only.")];
}
