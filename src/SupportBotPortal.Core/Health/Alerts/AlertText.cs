namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>What is said of one thing, in our own sentences; only names are other people's.</summary>
/// <param name="Title">A line such as “OpenAI is down”.</param>
/// <param name="What">What happened, in one or two sentences.</param>
/// <param name="Meaning">Why, as far as it is known.</param>
/// <param name="Steps">What to do, the likeliest first.</param>
/// <param name="Link">Where to read on; <see langword="null"/> if the portal does not know its own address.</param>
public sealed record AlertText(string Title, string What, string? Meaning, IReadOnlyList<string> Steps, string? Link);
