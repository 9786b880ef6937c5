using System.ComponentModel;
using SupportBotPortal.Core.Providers.Models;

namespace SupportBotPortal.Web.Api.Providers;

/// <summary>Which models a provider says it has. Its list of models stays as it is.</summary>
public sealed record DiscoveryResource
{
    [Description("New ones first, then those of its list, then the rest.")]
    public required IReadOnlyList<DiscoveredModelResource> Models { get; init; }

    [Description("Those of its list that it does not name. They may be called otherwise, or gone.")]
    public required IReadOnlyList<string> Missing { get; init; }

    [Description("How long it took, in milliseconds.")]
    public required int Milliseconds { get; init; }

    internal static DiscoveryResource Of(DiscoveryDifference difference, TimeSpan duration) => new()
    {
        Models = [.. difference.Found.Select(f => new DiscoveredModelResource(f.Model.Id, f.Model.DisplayName, f.State, f.Model.CanChat, f.Model.ContextTokens, f.Model.MaximumOutputTokens, f.Model.RetiresOn))],
        Missing = [.. difference.Missing.Select(m => m.Id)],
        Milliseconds = (int)Math.Min(int.MaxValue, duration.TotalMilliseconds),
    };
}

/// <summary>A model that a provider listed.</summary>
/// <param name="CanChat">Whether it can hold a conversation; <see langword="null"/> if the provider does not say.</param>
/// <param name="RetiresOn">The day on which the vendor switches it off.</param>
public sealed record DiscoveredModelResource(string Id, string? DisplayName, FoundModelState State, bool? CanChat, int? ContextTokens, int? MaximumOutputTokens, DateOnly? RetiresOn);
