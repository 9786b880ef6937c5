using System.Text;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Tests.Providers;

/// <summary>What others say is cleaned of secrets, however they are written.</summary>
public sealed class RedactionTests
{
    private const string Password = "smtp-Pw7+/<&>%'41ac77";

    [Theory]
    [InlineData("mailer", "")]
    [InlineData("mailer7", "")]
    [InlineData("mailer77", "")]
    [InlineData("mailer", " and more")]
    [InlineData("mailer7", "!")]
    public void Of_a_password_inside_of_something_in_base64_not_one_character_is_left(string user, string behind)
    {
        var inside = Encoding.UTF8.GetBytes($"\0{user}\0{Password}{behind}");
        foreach (var token in (string[])[Convert.ToBase64String(inside), Convert.ToBase64String(inside).Replace('+', '-').Replace('/', '_').TrimEnd('='), Convert.ToBase64String(Encoding.UTF8.GetBytes(Password))])
            Redaction.Clean($"535 it said AUTH PLAIN {token}, and no more", [Password]).ShouldBe("535 it said AUTH PLAIN [removed], and no more");
    }
}
