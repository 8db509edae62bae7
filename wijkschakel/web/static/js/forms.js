// A form is sent once; a choice may send itself; an undo counts down.
document.addEventListener("submit", (event) => {
  const button = event.submitter ?? event.target.querySelector("button[type=submit]");
  if (event.target.hasAttribute("data-ws-sent")) {
    event.preventDefault();
    return;
  }
  if (event.target.method !== "post" || !button) return;
  event.target.setAttribute("data-ws-sent", "");
  button.setAttribute("aria-busy", "true");
});

function free(form) {
  form.removeAttribute("data-ws-sent");
  form.querySelectorAll("[aria-busy]").forEach((part) => part.removeAttribute("aria-busy"));
}

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
