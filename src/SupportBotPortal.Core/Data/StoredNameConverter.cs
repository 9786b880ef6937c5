using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SupportBotPortal.Core.Data;

/// <summary>Stores a value by its name. A name that nobody knows, which only somebody outside the portal can have written, is read as another value instead of failing the page it is on.</summary>
/// <param name="unreadable">What an unknown name is read as.</param>
internal sealed class StoredNameConverter<T>(T unreadable) : ValueConverter<T, string>(value => value.ToString(), name => Read(name, unreadable))
    where T : struct, Enum
{
    private static T Read(string name, T unreadable) => Enum.TryParse<T>(name, out var value) && Enum.IsDefined(value) ? value : unreadable;
}
