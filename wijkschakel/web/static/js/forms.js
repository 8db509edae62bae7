// A form is sent once; a choice may send itself; an undo counts down.
const BUSY_AT_MOST = 8000; // a download does not leave the page

function free(form) {
  form.removeAttribute("data-ws-sent");
  form.querySelectorAll("[aria-busy]").forEach((part) => part.removeAttribute("aria-busy"));
}

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.hasAttribute("data-ws-sent")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter ?? form.querySelector("button[type=submit]");
  const byHtmx = form.matches("[hx-post]") || button?.matches("[hx-post]");
  if (form.getAttribute("method")?.toLowerCase() !== "post" || !button) return;
  if (event.defaultPrevented && !byHtmx) return;
  form.setAttribute("data-ws-sent", "");
  button.setAttribute("aria-busy", "true");
  setTimeout(() => free(form), BUSY_AT_MOST);
});

// Back from the next page, or an answer of htmx: the form may be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("[data-ws-sent]").forEach(free));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) free(form);
});

// The answer of htmx did not come, or was an error: say so, and keep the page as it is.
function sayItFailed() {
  const words = document.querySelector("[data-ws-failed]");
  document.getElementById("meldingen")?.replaceChildren(words.content.cloneNode(true));
}
document.addEventListener("htmx:responseError", sayItFailed);
document.addEventListener("htmx:sendError", sayItFailed);

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-ws-send-on-change]");
  if (form) form.requestSubmit();
});

document.querySelectorAll("[data-ws-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// <output data-ws-seconds="30">: counts down and then hides its box [data-ws-until].
export function countDown(output) {
  let left = Number(output.dataset.wsSeconds);
  const tick = setInterval(() => {
    left -= 1;
    output.textContent = String(Math.max(left, 0));
    if (left > 0) return;
    clearInterval(tick);
    output.closest("[data-ws-until]")?.setAttribute("hidden", "");
  }, 1000);
}

function startCounting(root) {
  root.querySelectorAll("[data-ws-seconds]:not([data-ws-counting])").forEach((output) => {
    output.setAttribute("data-ws-counting", "");
    countDown(output);
  });
}

startCounting(document);
document.addEventListener("htmx:load", (event) => startCounting(event.target));
