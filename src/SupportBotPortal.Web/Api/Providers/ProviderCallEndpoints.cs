using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Providers;

namespace SupportBotPortal.Web.Api.Providers;

/// <summary>What calls a provider: a test, a discovery, a new key that is tested first. The answer comes when it is done.</summary>
internal static class ProviderCallEndpoints
{
    private const string Tag = "Providers";

    public static void MapProviderCalls(this IEndpointRouteBuilder api)
    {
        api.MapPost(ProviderEndpoints.One + "/test", TestAsync).Needs(ProviderPermissions.Test).WithName("testProvider").WithTags(Tag).WithSummary("Test the connection to a provider").WithDescription("Takes up to 15 seconds, or 60 if a model is to generate. That a test failed is no error of this request.")
            .Produces<ProviderTestResource>().Refuses(400, 404, 415, 422);
        api.MapPost(ProviderEndpoints.One + "/discover", DiscoverAsync).Needs(ProviderPermissions.Test).WithName("discoverModels").WithTags(Tag).WithSummary("Ask a provider for its models").WithDescription("Takes up to 30 seconds.")
            .Produces<DiscoveryResource>().Refuses(404, 422, 502);
        api.MapPost(ProviderEndpoints.One + "/key", ReplaceKeyAsync).Needs(ProviderPermissions.Edit).WithName("replaceProviderKey").WithTags(Tag).WithSummary("Replace the API key of a provider").WithDescription("The new key is tested first, and stored if it is proven: until then the old one is in use. It is sent where the provider points: If-Match says that one knows where that is.")
            .Produces<ProviderTestResource>().NeedsVersion().Refuses(400, 404, 409, 412, 415, 422, 428, 503);
    }

    private static async Task<IResult> TestAsync(Guid provider_id, [FromBody] ProviderTestRequest? request, HttpContext context, PortalDbContext db, StoredTest tests, KnownModels known, ModelChoices choices, ProviderTestResults results, ApiCalls calls)
    {
        if (await ProviderEndpoints.FindAsync(db, provider_id, context.RequestAborted) is not { } provider) return ProviderEndpoints.NotFound();
        var usual = await known.ModelToAskAsync(provider, context.RequestAborted);
        var model = request?.Model ?? usual;
        if (model != usual && !choices.ModelsOf(provider.TypeId, provider.Models).Contains(model, StringComparer.Ordinal))
            return ApiProblem.OfFields([new(nameof(ProviderTestRequest.Model), "It is none of the provider’s models.")]);
        var by = context.Actor().Name;
        var test = await calls.RunAsync(context, ProviderLiveCalls.TestOf(provider.Slug), async cancellationToken =>
        {
            var finished = await tests.RunAsync(provider, new ProbeRequest(request?.Generate == true, model), by, cancellationToken);
            // How another model does is not how the provider does.
            if (model == usual) await results.KeepAsync(new KeptTest(provider.Id, provider.ConnectionRevision, finished), CancellationToken.None);
            return finished;
        });
        return test is null ? ApiProblem.TooMany() : TypedResults.Ok(ProviderTestResource.Of(test));
    }

    private static async Task<IResult> DiscoverAsync(Guid provider_id, HttpContext context, PortalDbContext db, ConnectionDrafts drafts, ModelDiscovery discovery, KnownModels known, PluginCatalog plugins, ApiCalls calls, TimeProvider time)
    {
        if (await ProviderEndpoints.FindAsync(db, provider_id, context.RequestAborted) is not { } provider) return ProviderEndpoints.NotFound();
        var (draft, notTestable) = drafts.FromStored(provider);
        if (draft is null) return ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, "not_testable", notTestable!);
        var before = await known.OfAsync(provider.Id, context.RequestAborted);
        var answer = await calls.RunAsync(context, ProviderLiveCalls.TestOf(provider.Slug), async cancellationToken =>
        {
            var found = await discovery.RunAsync(draft, cancellationToken);
            await known.RememberAsync(provider.Id, provider.ConnectionRevision, found.Models, time.GetUtcNow().UtcDateTime, reviewed: false, CancellationToken.None);
            return found;
        });
        if (answer is null) return ApiProblem.TooMany();
        if (answer.Failure is { } failure) return ApiProblem.Of(StatusCodes.Status502BadGateway, "discovery_failed", failure.Message);
        var listed = provider.Models.Count > 0 ? provider.Models : plugins.TypeOf(provider.TypeId)?.DefaultModels ?? [];
        return TypedResults.Ok(DiscoveryResource.Of(DiscoveryDifference.Of(answer.Models, listed, before, provider.ModelsReviewedAt), answer.Duration));
    }

    private static async Task<IResult> ReplaceKeyAsync(Guid provider_id, KeyReplacementRequest request, HttpContext context, PortalDbContext db, StoredTest tests, KnownModels known, KeyReplacement replacement, ISecretBox box, ApiCalls calls)
    {
        if (await ProviderEndpoints.FindAsync(db, provider_id, context.RequestAborted) is not { } provider) return ProviderEndpoints.NotFound();
        // Whoever has turned the provider elsewhere meanwhile must not be sent the new key.
        if (Preconditions.Check(context, provider.Version) is { } refused) return refused;
        if (!box.Status.IsReady) return ApiProblem.Locked($"A key can neither be tested nor stored now: the portal is locked. {box.Status.Sentence}");
        // As in a form: what is copied comes with a line break more often than not.
        var key = request.ApiKey.Trim();
        if (replacement.Problem(provider, key) is { } wrong) return ApiProblem.OfFields([new(nameof(ProviderInput.ApiKey), wrong)]);
        var model = await known.ModelToAskAsync(provider, context.RequestAborted);
        var by = context.Actor();
        var test = await calls.RunAsync(context, ProviderLiveCalls.KeyTestOf(provider.Slug), cancellationToken => tests.RunAsync(provider, new ProbeRequest(ModelId: model), by.Name, cancellationToken, key));
        if (test is null) return ApiProblem.TooMany();
        if (!KeyReplacement.IsProven(test.Record) && !request.AlthoughUnproven)
            return ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, "key_not_proven", $"The new key was not proven, so it was not stored: the key that was there before is still in use. The test said: {test.Record.Message}");
        if (!await calls.HoldsAsync(context, ProviderPermissions.Edit, provider.Environment)) return ApiProblem.Forbidden("Keys may not be replaced by this token any more, so nothing was changed.");
        var result = await replacement.StoreAsync(provider, key, test, by, CancellationToken.None);
        return result.Outcome switch
        {
            ChangeOutcome.Done => TypedResults.Ok(ProviderTestResource.Of(test)),
            ChangeOutcome.NotFound => ProviderEndpoints.NotFound(),
            _ => ApiProblem.Conflict("Somebody else changed the address, a setting or the key of this provider meanwhile, so the new key was not stored. Send it again."),
        };
    }
}
