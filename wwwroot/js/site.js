// The little that HTML and htmx do not do by themselves.
(() => {
  "use strict";

  const say = (sentence, link) => {
    const toasts = document.getElementById("toasts");
    for (const toast of toasts.children) if (toast.textContent.startsWith(sentence)) toast.remove();
    const toast = document.createElement("div");
    toast.className = "notice notice-bad";
    toast.textContent = sentence;
    if (link) {
      toast.dataset.until = "answered";
      const anchor = document.createElement("a");
      [anchor.href, anchor.target, anchor.rel, anchor.textContent] = [link, "_blank", "noopener", "Sign in"];
      toast.append(" ", anchor);
    }
    toasts.append(toast);
    setTimeout(() => toast.remove(), link ? 60000 : 8000);
  };

  // The session has ended, and a form is full: leading to the sign-in page would throw away what was typed.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status !== 401) {
      document.querySelector("#toasts [data-until=answered]")?.remove();
      return;
    }
    if (!event.detail.elt.closest("#provider-form, #key-form, #checks-form, #alert-form, #generation-form, .review")) return;
    event.preventDefault();
    say("You are signed out. What you typed is still here: sign in in another tab, then press the button again.", "/sign-in");
  });

  // A result is about what was in the form when it was asked for, also one that arrives after more was typed.
  const outdated = new Set();
  const isPanel = (id) => id === "test-panel" || id === "discovery-panel";
  const markOutdated = () => {
    for (const id of outdated) {
      const panel = document.getElementById(id);
      if (!panel?.querySelector(".side-result, .picks, .stages") || panel.querySelector(".stale")) continue;
      const sentence = document.createElement("p");
      sentence.className = "stale";
      sentence.textContent = "For what was entered before:";
      panel.querySelector(".side-head").after(sentence);
    }
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest("#provider-form, #key-form");
    if (!form || ["name", "notes", "models", "environment", "key-rotation"].includes(event.target.id)) return;
    outdated.add("test-panel").add("discovery-panel");
    markOutdated();
  });
  document.addEventListener("htmx:beforeRequest", (event) => { if (isPanel(event.detail.target?.id)) outdated.delete(event.detail.target.id); });
  for (const arrival of ["htmx:afterSettle", "htmx:sseMessage"]) document.addEventListener(arrival, markOutdated);

  // Requests that htmx does not swap must not fail silently.
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 401) return; // HX-Redirect leads to the sign-in page.
    say(status === 403 ? "You may not do this: your roles do not include it, or not for this environment. Ask an owner of this portal."
      : status === 404 ? "It was deleted meanwhile, by somebody else or in another tab. What you see here is what it was."
      : status === 429 ? "That was a lot at once. Wait a minute and try again."
      : status === 400 ? "The page was open for too long. Load it again and repeat this."
      : "Something went wrong. Load the page again; nothing was half saved.");
  });
  document.addEventListener("htmx:sendError", () => say("The portal does not answer. Check that it runs and that you are connected, then press the button again: what you typed is still here."));

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

  // A long list of found models, narrowed while one types.
  document.addEventListener("input", (event) => {
    const wanted = event.target.closest("input[data-filter]");
    if (!wanted) return;
    const text = wanted.value.trim().toLowerCase();
    for (const line of wanted.nextElementSibling.children) line.hidden = !line.textContent.toLowerCase().includes(text);
  });

  // A slider beside a number: each follows the other. What cannot be slid to is still typed.
  const showSliders = () => {
    for (const slider of document.querySelectorAll("input[data-slider-of][hidden]")) slider.hidden = false;
  };
  document.addEventListener("htmx:load", showSliders);
  document.addEventListener("input", (event) => {
    const of = event.target.dataset.sliderOf;
    if (of) document.getElementById(of).value = event.target.value;
    const slider = !of && event.target.id && document.querySelector(`input[data-slider-of="${CSS.escape(event.target.id)}"]`);
    if (slider && event.target.value.trim() !== "") slider.value = event.target.value;
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

  // The address of a filtered list holds what is chosen, not what is not.
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target.id !== "filters") return;
    for (const [name, value] of [...event.detail.formData]) if (value === "") event.detail.formData.delete(name);
  });

  // Rows are ticked one by one, a whole page at once, or all that match.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("#rows");
    if (!form || event.target.type !== "checkbox") return;
    const rows = [...form.querySelectorAll("input[name=id]")];
    const page = form.querySelector("#tick-page");
    if (event.target === page) for (const row of rows) row.checked = page.checked;
    const ticked = rows.filter((row) => row.checked).length;
    page.checked = ticked === rows.length;
    page.indeterminate = ticked > 0 && ticked < rows.length;
    const all = form.querySelector("input[name=all]");
    form.querySelector("#ticked").textContent = all?.checked ? "" : ticked > 0 ? `${ticked} selected` : "Tick rows to act on several at once.";
  });

  // The panel of an act on many has come, changed or gone: the keyboard goes with it. A question is scrolled to; to answer it
  // with No leads back to the button that asked.
  let asked = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.closest(".bulk-acts")) asked = event.target.id;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "bulk") return;
    const panel = document.getElementById("bulk");
    if (panel.childElementCount > 0) {
      panel.focus({ preventScroll: !panel.querySelector("[name=agreed]") });
      return;
    }
    const button = asked && document.getElementById(asked);
    (button?.offsetParent ? button : document.getElementById("main")).focus({ preventScroll: true });
  });

  // A row has changed: what is counted of all rows is older.
  document.addEventListener("htmx:load", (event) => {
    if (event.target.matches("tr.flash")) document.body.dispatchEvent(new Event("list:counts"));
  });

  // An act on many has ended: what the list shows is older.
  document.addEventListener("htmx:sseClose", (event) => {
    if (event.target.id === "bulk" && event.detail.type === "message") document.body.dispatchEvent(new Event("list:stale"));
  });

  // After a refused form: to the first field that needs attention, or to what is said above the form. A preserved field is
  // still the old element, so whether it is one of them is read from its messages.
  const hasError = (field) => (field.getAttribute("aria-describedby") ?? "").split(" ").some((id) => document.getElementById(id)?.querySelector(".error"));
  document.addEventListener("htmx:afterSettle", (event) => {
    for (const field of document.querySelectorAll("input[hx-preserve]")) {
      if (hasError(field)) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    const status = event.detail.xhr?.status;
    const field = status === 422 && document.querySelector("[aria-invalid=true]");
    if (field) field.focus();
    else if (status === 409 || status === 422) {
      const said = document.querySelector("#provider-form > [role=alert][tabindex], #key-form > [role=alert][tabindex], #alert-form > [role=alert][tabindex], #generation-form > [role=alert][tabindex]");
      said?.focus({ preventScroll: true });
      said?.scrollIntoView({ block: "start" });
    }
  });

  // A result that begins below the window, as on a phone, would begin unseen.
  document.addEventListener("htmx:afterSettle", (event) => {
    const panel = event.detail.xhr && isPanel(event.detail.target?.id) && document.getElementById(event.detail.target.id);
    if (panel && panel.getBoundingClientRect().top > window.innerHeight - 120) panel.scrollIntoView({ block: "start" });
  });

  // What streams in may take the button away that has the focus, such as “Cancel”: the panel takes it over.
  let held = null;
  document.addEventListener("htmx:sseBeforeMessage", (event) => { held = event.target.contains(document.activeElement) ? event.target : null; });
  document.addEventListener("htmx:sseMessage", (event) => {
    if (held === event.target && !held.contains(document.activeElement)) {
      held.tabIndex = -1;
      held.focus({ preventScroll: true });
    }
    held = null;
  });

  // A test or a discovery was let through: what it needs is in order now, whatever a refusal before said about it.
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("#provider-form, #key-form");
    if (!form || !event.detail.successful || form.contains(event.detail.target)) return;
    for (const error of form.querySelectorAll(".field .error")) {
      if (!error.closest("#name-help, #models-help, #environment-help, #notes-help, #key-rotation-help")) error.remove();
    }
    for (const field of form.querySelectorAll("[aria-invalid=true]")) if (!hasError(field)) field.removeAttribute("aria-invalid");
    if (!form.querySelector(".field .error")) form.querySelector(":scope > .error")?.remove();
  });
})();
