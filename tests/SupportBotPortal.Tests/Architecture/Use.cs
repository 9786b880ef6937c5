namespace SupportBotPortal.Tests.Architecture;

/// <summary>One type of ours uses a type or a member of somebody.</summary>
/// <param name="From">The using type, the outermost one: closures and state machines count as the class they are in.</param>
/// <param name="Assembly">Where the used type is.</param>
/// <param name="To">The used type, the outermost one.</param>
/// <param name="Member">The used member, or empty for the type itself.</param>
/// <param name="IsInternal">Whether the used type or member is internal.</param>
/// <param name="IsEnum">Whether the used type is an enum.</param>
internal sealed record Use(string From, string Assembly, string To, string Member, bool IsInternal, bool IsEnum)
{
    public override string ToString() => $"{From} uses {To}{(Member.Length > 0 ? "." + Member : "")}";
}
