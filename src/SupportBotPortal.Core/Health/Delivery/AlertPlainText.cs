using System.Globalization;
using System.Text;
using SupportBotPortal.Core.Health.Alerts;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>Writes a message as text: the part of a mail that every program shows, and what a webhook's receiver can show as it is.</summary>
internal static class AlertPlainText
{
    /// <summary>How many are written out; nobody reads on.</summary>
    public const int Most = 50;

    public const string TestSentence = "Somebody asked the portal to send this, to see whether it arrives. Alerts will reach you the same way. There is nothing to do.";

    public static string Of(AlertMessage message, AlertWords words)
    {
        if (message.IsTest) return TestSentence;
        var text = new StringBuilder();
        if (AlertWords.LateSentenceOf(message) is { } late) text.Append(late).Append("\n\n");
        var statements = message.Statements.ToList();
        foreach (var item in statements.Take(Most)) Write(text, words.TextOf(item, message.SentAt), item);
        if (statements.Count > Most) text.Append(CultureInfo.InvariantCulture, $"And {statements.Count - Most:N0} more: the portal lists all of them.\n");
        return text.ToString().TrimEnd('\n');
    }

    private static void Write(StringBuilder text, AlertText one, AlertItem item)
    {
        text.Append(one.Title).Append('\n').Append(one.What).Append('\n');
        if (item.Provider is { Environment: not Data.ProviderEnvironment.None } provider) text.Append(CultureInfo.InvariantCulture, $"Environment: {provider.Environment}\n");
        if (one.Meaning is not null) text.Append(one.Meaning).Append('\n');
        foreach (var step in one.Steps) text.Append("- ").Append(step).Append('\n');
        if (one.Link is not null) text.Append(one.Link).Append('\n');
        text.Append('\n');
    }
}
