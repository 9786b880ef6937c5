namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Ends of the sentence “… answered with something else where … was expected”.</summary>
public static class Expected
{
    public const string ListOfModels = "a list of models";
    public const string ChatAnswer = "a chat answer";
    public const string TokenCount = "a count of tokens";
}
