using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>What is said of people, and of acts on them.</summary>
public static class PersonWords
{
    public static Badge BadgeOf(PersonState state) => state switch
    {
        PersonState.Active => new(BadgeTone.Good, "Active"),
        PersonState.Invited => new(BadgeTone.Idle, "Invited"),
        PersonState.AwaitsPassword => new(BadgeTone.Attention, "Chooses a new password"),
        PersonState.Locked => new(BadgeTone.Attention, "Locked for a while"),
        PersonState.Disabled => new(BadgeTone.Bad, "Disabled"),
        _ => throw new InvalidOperationException($"No words for {state}."),
    };

    /// <summary>Why an act is not possible; empty if it is.</summary>
    public static string Refusal(PersonOutcome? outcome) => outcome switch
    {
        null => "",
        PersonOutcome.BeyondOwn => "This person may do more than you, so you cannot change this account. Ask somebody who may do as much.",
        PersonOutcome.OwnersOnly => "Only an owner can change an owner’s account, or make somebody an owner.",
        PersonOutcome.Oneself => "This is your own account: nobody disables, deletes or resets himself. Ask another owner or admin.",
        PersonOutcome.LastOwner => "This is the only owner who can sign in. Make somebody else an owner first: otherwise nobody could give anybody anything any more.",
        PersonOutcome.Changed => "Somebody else changed the roles just now. Look at them, and change them again if you still want to.",
        PersonOutcome.Already => "Nothing was to be done: it was so already.",
        PersonOutcome.SignsInElsewhere => "This person signs in by the identity provider, and has no password here. Disconnect the account first if that is to end.",
        PersonOutcome.EmailTaken => "There is an account with this email already.",
        _ => throw new InvalidOperationException($"No words for {outcome}."),
    };
}
