namespace SupportBotPortal.Core.Egress;

/// <summary>What may be called without being named in <see cref="EgressOptions.Allow"/>.</summary>
public enum EgressMode
{
    /// <summary>Public addresses over https.</summary>
    Open,

    /// <summary>Nothing.</summary>
    AllowListOnly,
}
