namespace SupportBotPortal.Core.Data;

/// <summary>The generation settings as somebody saved them. Versions are only added: the newest one is in production.</summary>
public sealed class GenerationVersion
{
    public const int LongestComment = 200;

    /// <summary>1, 2, 3, …</summary>
    public int Number { get; set; }

    public DateTime At { get; set; }

    /// <summary>Who saved it.</summary>
    public string By { get; set; } = "";

    /// <summary>Why, in their words.</summary>
    public string Comment { get; set; } = "";

    /// <summary>The version that was brought back with it.</summary>
    public int? RestoredFrom { get; set; }

    public GenerationSettings Settings { get; set; } = new();
}
