// The little that HTML and htmx do not do by themselves.
(() => {
  "use strict";

  const say = (sentence) => {
    const toast = document.createElement("div");
    toast.className = "notice notice-bad";
    toast.textContent = sentence;
    document.getElementById("toasts").append(toast);
    setTimeout(() => toast.remove(), 8000);
  };

  // Requests that htmx does not swap must not fail silently.
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 401) return; // HX-Redirect leads to the sign-in page.
    say(status === 403 ? "You may not do this. Ask an owner of this portal for the permission."
      : status === 404 ? "It is not there any more. Load the page again."
      : status === 429 ? "That was a lot at once. Wait a minute and try again."
      : status === 400 ? "The page was open for too long. Load it again and repeat this."
      : "Something went wrong. Load the page again; nothing was half saved.");
  });
  document.addEventListener("htmx:sendError", () => say("The portal does not answer. Check your connection, then load the page again: it shows what was saved."));

  // A stream has ended. Where something still waits for it, nothing more will come: the portal was restarted, perhaps.
  const ended = (stream) => {
    stream.removeAttribute("aria-busy");
    const lost = "This was not followed to its end. Load the page again.";
    if (stream.matches(".busy")) stream.textContent = lost;
    else if (stream.querySelector(".busy, .stage-busy")) {
      const sentence = document.createElement("p");
      sentence.textContent = lost;
      stream.append(sentence);
    }
  };
  document.addEventListener("htmx:sseClose", (event) => { if (event.detail.type === "message") ended(event.target); });
  document.addEventListener("htmx:sseError", (event) => {
    // Refused, not interrupted: the browser gives up then, and the extension must not ask for ever.
    if (event.detail.source.readyState !== EventSource.CLOSED) return;
    event.target.removeAttribute("sse-connect");
    ended(event.target);
  });

  // Only one menu of a row is open at a time, and it closes by Escape or a click elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.more[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.more[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  // An act from the menu swaps its row: htmx finds the focus again by the menu's id.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const menu = event.target.closest("details.more");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  // After a refused form: to the first field that needs attention. A preserved field is still the old element, so
  // whether it is one of them is read from its messages.
  const hasError = (field) => (field.getAttribute("aria-describedby") ?? "").split(" ").some((id) => document.getElementById(id)?.querySelector(".error"));
  document.addEventListener("htmx:afterSettle", (event) => {
    for (const field of document.querySelectorAll("input[hx-preserve]")) {
      if (hasError(field)) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    if (event.detail.xhr?.status === 422) document.querySelector("[aria-invalid=true]")?.focus();
  });

  // A test or a discovery was let through: what it needs is in order now, whatever a refusal before said about it.
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("#provider-form");
    if (!form || !event.detail.successful || form.contains(event.detail.target)) return;
    for (const error of form.querySelectorAll(".field .error")) {
      if (!error.closest("#name-help, #models-help, #environment-help, #notes-help")) error.remove();
    }
    for (const field of form.querySelectorAll("[aria-invalid=true]")) if (!hasError(field)) field.removeAttribute("aria-invalid");
    if (!form.querySelector(".field .error")) form.querySelector(":scope > .error")?.remove();
  });
})();
