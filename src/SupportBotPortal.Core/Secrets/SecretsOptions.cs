namespace SupportBotPortal.Core.Secrets;

/// <summary>The configuration section <c>Secrets</c>. The master key itself never stands in a configuration file.</summary>
public sealed class SecretsOptions
{
    public const string Section = "Secrets";

    /// <summary>Where the master key lies; <c>master.key</c> in <see cref="DataDirectory"/> unless set. Setting it makes it an explicit source, which must agree with any other. A relative path starts in the data directory.</summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>Former master keys, used only to open what was sealed under them: a key found again after <c>keys adopt-new</c>. Relative paths start in the data directory.</summary>
    public IList<string> PreviousMasterKeyFiles { get; } = [];

    /// <summary>The portal's data directory; taken from <c>Storage:DataDirectory</c> unless set.</summary>
    public string DataDirectory { get; set; } = "";
}
