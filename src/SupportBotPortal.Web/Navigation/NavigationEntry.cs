namespace SupportBotPortal.Web.Navigation;

/// <summary>A line of the sidebar, declared beside its feature.</summary>
/// <param name="Group">Heading above it; empty for none.</param>
/// <param name="Title">What people read.</param>
/// <param name="Page">The Razor page it leads to.</param>
/// <param name="Permission">Who sees it; <see langword="null"/> = everybody who is signed in.</param>
/// <param name="Section">Pages below this path count as being there.</param>
/// <param name="Order">Where it stands.</param>
public sealed record NavigationEntry(string Group, string Title, string Page, string? Permission, string Section, int Order);
