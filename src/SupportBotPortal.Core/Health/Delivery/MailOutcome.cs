namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Says what came of sending a mail to several: who has it, who never will, and for whom it is tried again.</summary>
internal static class MailOutcome
{
    private const int MostNames = 3;

    /// <summary>Everybody who is on the channel now has it, or was refused for good.</summary>
    public static SendOutcome NobodyLeft(IReadOnlyList<string> everybody, SentSoFar soFar) =>
        new(soFar.CountRefused(everybody) == 0, $"Nothing was sent: nobody is left. {Had(everybody, soFar)}{(soFar.CountRefused(everybody) is > 0 and var refused ? $" {refused} of them {(refused == 1 ? "was" : "were")} refused for good." : "")}") { IsSettled = true };

    /// <param name="host">The server.</param>
    /// <param name="everybody">All recipients of the channel.</param>
    /// <param name="recipients">Whom it was tried for now.</param>
    /// <param name="soFar">What came of earlier attempts.</param>
    /// <param name="client">Who was refused.</param>
    /// <param name="answer">What the server said, if it took it for somebody.</param>
    public static SendOutcome Of(string host, IReadOnlyList<string> everybody, IReadOnlyList<string> recipients, SentSoFar soFar, ForgivingSmtpClient client, string answer)
    {
        var reached = recipients.Where(r => !client.Refused.ContainsKey(r)).ToList();
        var refused = recipients.Where(client.RefusedForGood.Contains).ToList();
        var remaining = recipients.Except([.. reached, .. refused], StringComparer.OrdinalIgnoreCase).ToList();
        var details = string.Join(" ", client.Refused.Select(r => $"For {r.Key} it said: {r.Value}"));
        // A server that takes it for nobody may be set up in another way tomorrow: nothing is given up for good then.
        if (reached.Count == 0 && soFar.Reached.Count == 0) return new(false, $"{host} accepted none of the recipients. {details}");
        var isSettled = remaining.Count == 0;
        var had = soFar.Reached.Count > 0 ? Had(everybody, soFar) + " " : "";
        if (reached.Count == everybody.Count) return new(true, $"{host} accepted it: {answer}") { Reached = reached, IsSettled = true };
        var taken = (soFar.Reached.Count, reached.Count) switch
        {
            (0, _) => $"{host} accepted it for {reached.Count} of {everybody.Count} recipients.",
            (_, 0) => $"{host} accepted it for none of the others.",
            _ when reached.Count == recipients.Count => $"{host} accepted it for {Names(reached)}: {answer}",
            _ => $"{host} accepted it for {reached.Count} more.",
        };
        var again = remaining.Count > 0 ? $" It is tried again for {Names(remaining)}." : "";
        var never = refused.Count > 0 ? $" Refused for good, so not tried again: {Names(refused)}." : "";
        return new(isSettled && refused.Count + soFar.CountRefused(everybody) == 0, $"{had}{taken}{again}{never} {details}".TrimEnd()) { Reached = reached, Refused = refused, Remaining = remaining, IsSettled = isSettled };
    }

    private static string Had(IReadOnlyList<string> everybody, SentSoFar soFar) => $"{soFar.CountReached(everybody)} of {everybody.Count} recipients had it already.";

    private static string Names(List<string> all) => all.Count <= MostNames ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MostNames - 1))} and {all.Count - MostNames + 1} more";
}
