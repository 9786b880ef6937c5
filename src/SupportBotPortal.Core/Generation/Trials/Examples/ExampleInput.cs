namespace SupportBotPortal.Core.Generation.Trials.Examples;

/// <summary>An example as somebody wants it kept.</summary>
/// <param name="Name">Empty = the beginning of the question.</param>
/// <param name="Question">What the customer says.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="Model">The name of the model that did.</param>
/// <param name="Mentions">What every answer has to mention, one on a line.</param>
public sealed record ExampleInput(string Name, string Question, string Answer, string Model, string Mentions);
