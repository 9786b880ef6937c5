namespace SupportBotPortal.PluginTestKit.Scripted;

/// <summary>What an author writes for a <see cref="ScriptedUpstream"/>: how his vendor answers.</summary>
public interface IVendorScript
{
    /// <summary>The base URL; never called.</summary>
    Uri BaseUrl { get; }

    /// <summary>The usable models that are listed in a scenario.</summary>
    IReadOnlyList<string> ModelsIn(UpstreamScenario scenario);

    /// <summary>Says of a request whether it makes a model generate, and which model it is about: <c>request with { Generates = …, Model = … }</c>.</summary>
    UpstreamRequest Recognize(UpstreamRequest request);

    /// <summary>Why the vendor cannot produce a scenario, as a sentence; <see langword="null"/> if it can.</summary>
    string? WhyNot(UpstreamScenario scenario, UpstreamPart part);

    /// <summary>
    /// The vendor's answer. Never asked for scenarios in which something else than the vendor answers, such as web pages,
    /// redirects, silence and broken connections: those are there already.
    /// </summary>
    UpstreamAnswer Answer(UpstreamRequest request, UpstreamScenario scenario);
}
