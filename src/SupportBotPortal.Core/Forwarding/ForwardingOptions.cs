using System.Diagnostics.CodeAnalysis;
using SupportBotPortal.Core.Audit;

namespace SupportBotPortal.Core.Forwarding;

/// <summary>Where each line of the audit log goes as well; section <c>Audit</c> of the settings.</summary>
public sealed class ForwardingOptions
{
    public const string Section = AuditOptions.Section;

    /// <summary>
    /// A file (<c>file:///var/log/supportbot/audit.jsonl</c>), or a syslog server by TLS (<c>syslog+tls://logs.example.com:6514</c>) or
    /// plain TCP (<c>syslog+tcp://10.0.0.9:601</c>). Empty for nowhere.
    /// </summary>
    public string? ForwardTo { get; set; }

    public bool IsOn => !string.IsNullOrWhiteSpace(ForwardTo);

    internal bool TryRead([NotNullWhen(true)] out Uri? target)
    {
        if (!Uri.TryCreate(ForwardTo?.Trim(), UriKind.Absolute, out target)) return false;
        return target switch
        {
            { Scheme: "file", IsUnc: false } => Path.IsPathFullyQualified(target.LocalPath) && Path.GetFileName(target.LocalPath).Length > 0,
            { Scheme: SyslogServer.Tls or SyslogServer.Tcp, UserInfo.Length: 0, AbsolutePath: "" or "/", Query.Length: 0, Fragment.Length: 0, Port: > 0 } => target.Host.Length > 0,
            _ => false,
        };
    }
}
