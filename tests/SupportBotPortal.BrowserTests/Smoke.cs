namespace SupportBotPortal.BrowserTests; public sealed class SmokeTests { [Fact] public void Builds() => true.ShouldBeTrue(); }
