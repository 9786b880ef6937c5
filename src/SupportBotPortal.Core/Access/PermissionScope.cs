namespace SupportBotPortal.Core.Access;

/// <summary>What a permission is about, and so by what it can be narrowed.</summary>
public enum PermissionScope
{
    /// <summary>The portal as a whole.</summary>
    Portal,

    /// <summary>One provider at a time: it can be narrowed to providers of an environment.</summary>
    Provider,

    /// <summary>A provider that is not there yet: narrowed by the label it is to get.</summary>
    NewProvider,
}
