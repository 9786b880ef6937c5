namespace SupportBotPortal.Tests.Bots;

/// <summary>What a bot does.</summary>
internal static class BotActs
{
    public static async Task<BotReply> ChatAsync(this HttpClient bot, string json)
    {
        using var content = BotBench.Json(json);
        return await BotReply.OfAsync(await bot.PostAsync("chat/completions", content, BotBench.Token));
    }

    /// <summary>Asks the usual.</summary>
    public static Task<BotReply> HelloAsync(this HttpClient bot, string model = "default", bool stream = false) =>
        bot.ChatAsync($$"""{"model":"{{model}}","messages":[{"role":"user","content":"Good morning"}]{{(stream ? ",\"stream\":true" : "")}}}""");

    public static async Task<BotReply> AskAsync(this HttpClient bot, string path) => await BotReply.OfAsync(await bot.GetAsync(path, BotBench.Token));
}
