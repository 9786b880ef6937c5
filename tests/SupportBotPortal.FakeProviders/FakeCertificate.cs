namespace SupportBotPortal.FakeProviders;

/// <summary>Certificates that the fake serves, each on a port of its own.</summary>
public enum FakeCertificate
{
    /// <summary>For localhost, signed by the test CA.</summary>
    Valid,

    /// <summary>Signed by the test CA, no longer valid.</summary>
    Expired,

    /// <summary>Signed by the test CA, for another host.</summary>
    WrongHost,

    /// <summary>For localhost, signed by itself.</summary>
    SelfSigned,
}
