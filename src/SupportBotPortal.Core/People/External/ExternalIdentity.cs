namespace SupportBotPortal.Core.People.External;

/// <summary>Somebody as an identity provider knows him.</summary>
/// <param name="Subject">By which it knows him for ever.</param>
/// <param name="Email">Empty if it does not say.</param>
/// <param name="IsEmailVerified">Whether it has made sure that the email is his.</param>
public sealed record ExternalIdentity(string Subject, string Email, bool IsEmailVerified, IReadOnlyCollection<string> Groups);
