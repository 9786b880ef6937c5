namespace SupportBotPortal.Web.Security.Passwords;

/// <summary>The right to check one password, until it is disposed.</summary>
public sealed class PasswordTurn : IDisposable
{
    private readonly PasswordTurns turns;
    private readonly WaitingTry one;
    private readonly long began;
    private bool isAccepted;
    private bool isOver;

    internal PasswordTurn(PasswordTurns turns, WaitingTry one, long began) => (this.turns, this.one, this.began) = (turns, one, began);

    /// <summary>It was the right one: what was counted is taken back.</summary>
    public void Accept() => isAccepted = true;

    public void Dispose()
    {
        if (isOver) return;
        isOver = true;
        turns.End(one, began, isAccepted);
    }
}
