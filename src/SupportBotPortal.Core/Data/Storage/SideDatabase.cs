namespace SupportBotPortal.Core.Data.Storage;

/// <summary>
/// A database beside the configuration, in a file of its own: what it holds grows without anybody's doing, and is worth less than the portal. One that is damaged is put
/// aside and begun anew.
/// </summary>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="Content">What it holds, as the subject of a sentence.</param>
public sealed record SideDatabase(string Name, string Content)
{
    public string FileName => Name + ".db";
}
