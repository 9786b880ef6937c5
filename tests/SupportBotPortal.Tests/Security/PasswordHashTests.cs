using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

public sealed class PasswordHashTests
{
    [Fact]
    public async Task A_password_is_stored_as_a_hash_of_210_000_rounds_of_sha512()
    {
        await using var portal = new PortalFactory { HashesSlowly = true };
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);

        var hash = Convert.FromBase64String((await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).Select(u => u.PasswordHash).SingleAsync()))!);

        // Identity's format 3: 1, the function (2 is SHA-512), the rounds, the length of the salt.
        ((int)hash[0], BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(1)), BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5)), BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(9)))
            .ShouldBe((1, 2, 210_000, 16));
    }
}
