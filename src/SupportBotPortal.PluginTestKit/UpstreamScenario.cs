namespace SupportBotPortal.PluginTestKit;

/// <summary>How an upstream shall answer, in the vendor's own wire form. A scenario concerns every request, unless its sentence says otherwise.</summary>
public enum UpstreamScenario
{
    /// <summary>
    /// All is well: the key is checked, <see cref="IUpstream.Models"/> are listed, and a model answers, plain and streamed, with a text
    /// that repeats the last message it was sent.
    /// </summary>
    AnswersWell,

    /// <summary>All is well, and the list of models comes in several pages.</summary>
    ListsInPages,

    /// <summary>The first page of the list is well, and the next one fails as in <see cref="Fails"/>.</summary>
    LaterPageFails,

    /// <summary>Each page of the list says that there is another one.</summary>
    ListNeverEnds,

    /// <summary>A list of no models, and the key is checked.</summary>
    ListsNothing,

    /// <summary>A list with ids that cannot be used, besides the usable ones in <see cref="IUpstream.Models"/>: too long, with control or format characters, twice the same.</summary>
    ListsUnusableIds,

    /// <summary>Refuses the key.</summary>
    RefusesKey,

    /// <summary>Refuses the key, and repeats it in the error: raw, percent-encoded, in base64.</summary>
    RepeatsKey,

    /// <summary>Knows the key, which lacks the right.</summary>
    DeniesPermission,

    /// <summary>Quota or credit is used up.</summary>
    QuotaUsedUp,

    /// <summary>Too many requests, with <see cref="PluginSubject.RetryAfter"/> in whichever header the vendor says so.</summary>
    RateLimited,

    /// <summary>Busy.</summary>
    Overloaded,

    /// <summary>Fails with an error of its own, such as 500.</summary>
    Fails,

    /// <summary>Reports an error in an answer with status 200.</summary>
    FailsWithin200,

    /// <summary>There is nothing at this path: 404, as a web server answers.</summary>
    KnowsNoPath,

    /// <summary>Lists well; generating is refused because the model does not exist.</summary>
    KnowsNoModel,

    /// <summary>A web page with status 200.</summary>
    AnswersWithWebPage,

    /// <summary>Bytes that claim to be JSON.</summary>
    AnswersWithGarbage,

    /// <summary>Proper JSON of something else.</summary>
    AnswersWithOtherJson,

    /// <summary>JSON that stops in the middle, as a complete response.</summary>
    AnswersWithHalfJson,

    /// <summary>Status 200 and no body.</summary>
    AnswersWithNothing,

    /// <summary>More than 100 KB where the portal was told to allow 64.</summary>
    AnswersWithTooMuch,

    /// <summary>A redirect to a path of the same host that would answer well.</summary>
    RedirectsWithin,

    /// <summary>A redirect to another host.</summary>
    RedirectsElsewhere,

    /// <summary>Accepts the request and never answers.</summary>
    Hangs,

    /// <summary>Sends status and headers, then nothing.</summary>
    HangsAfterHeaders,

    /// <summary>Breaks the connection instead of answering.</summary>
    BreaksConnection,

    /// <summary>Answers well with any key, and without one.</summary>
    ChecksNoKey,

    /// <summary>Lists for anybody, but checks the key on generating.</summary>
    ListsForAnybody,

    /// <summary>Generates nothing but thoughts, and stops because of the token limit.</summary>
    StopsAtTokenLimit,

    /// <summary>Answers as another model than the one that was asked, and not as a dated snapshot of it, which would be none.</summary>
    AnswersAsAnotherModel,

    /// <summary>A stream that reports an error after its first words.</summary>
    StreamFails,

    /// <summary>A stream that ends politely in the middle of the answer.</summary>
    StreamEndsEarly,

    /// <summary>A stream whose connection breaks after its first words.</summary>
    StreamBreaks,

    /// <summary>A stream that says its first words and then nothing, without ending.</summary>
    StreamStalls,
}
