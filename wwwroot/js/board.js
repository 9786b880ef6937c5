// Keeps the status board as it is now, for weeks if need be, and says so when it cannot.
(() => {
  "use strict";

  const wall = document.getElementById("wall");
  const lost = document.getElementById("wall-lost");
  const at = document.getElementById("wall-at");
  const said = document.getElementById("wall-said");
  const patience = 12000; // The stream says every three seconds that it lives.
  let heardAt = Date.now();
  let triedAt = heardAt;
  let source = null;
  let refused = false;

  const clock = (moment) => new Date(moment).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const headline = () => wall.querySelector("h1").textContent.trim();

  const heard = () => {
    heardAt = Date.now();
    refused = false;
    at.dateTime = new Date(heardAt).toISOString();
    at.textContent = clock(heardAt);
    lost.hidden = true;
    document.body.classList.remove("wall-old");
  };

  const show = (html) => {
    const before = headline();
    wall.innerHTML = html;
    document.title = `${headline()} · SupportBot Portal`;
    if (headline() !== before) said.textContent = headline();
  };

  // The stream is refused. Why, the page says when it is loaded again, unless there is nobody who could say it.
  const ask = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.status < 500 && answer.status !== 429) {
        location.reload();
        return;
      }
    } catch {
      // Neither the portal nor what stands before it is there.
    }
    setTimeout(ask, 10000);
  };

  const connect = () => {
    triedAt = Date.now();
    source = new EventSource(wall.dataset.stream);
    source.addEventListener("board", (event) => { show(event.data); heard(); });
    source.addEventListener("beat", heard);
    source.addEventListener("ended", () => location.reload());
    source.addEventListener("error", () => {
      // An interrupted one connects again by itself.
      if (source.readyState !== EventSource.CLOSED) return;
      refused = true;
      setTimeout(ask, 10000 + Math.random() * 5000);
    });
  };

  setInterval(() => {
    const silence = Date.now() - heardAt;
    // Where there are too many screens, this one loads itself from time to time: that is no alarm until it fails.
    if (silence < (refused ? 3 * patience : patience)) return;
    lost.textContent = `Not updated since ${clock(heardAt)}`;
    lost.hidden = false;
    document.body.classList.add("wall-old");
    // A connection that died without a word, as when a cable is pulled, stays open for the browser.
    if (source.readyState === EventSource.OPEN && Date.now() - Math.max(heardAt, triedAt) > 2 * patience) {
      source.close();
      connect();
    }
  }, 1000);

  document.title = `${headline()} · SupportBot Portal`;
  connect();
})();
