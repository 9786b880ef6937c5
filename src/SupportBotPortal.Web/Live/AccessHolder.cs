using System.Security.Claims;
using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Web.Live;

/// <summary>Who asked for something, and in which session: kept by what goes on when the request is over.</summary>
public sealed record AccessHolder(ClaimsPrincipal Person, SessionMark? Session);
