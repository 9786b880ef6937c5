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
  document.addEventListener("htmx:sendError", () => say("The portal does not answer. Check your connection; nothing was saved."));

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
  document.addEventListener("htmx:afterSettle", (event) => {
    for (const field of document.querySelectorAll("input[hx-preserve]")) {
      const ids = (field.getAttribute("aria-describedby") ?? "").split(" ");
      if (ids.some((id) => document.getElementById(id)?.querySelector(".error"))) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    if (event.detail.xhr?.status === 422) document.querySelector("[aria-invalid=true]")?.focus();
  });
})();
