// Keys on the list of today: j and k walk, n is somebody new at the desk. Enter opens by itself.
const list = document.querySelector("[data-ws-tasks]");
const rows = list ? [...list.querySelectorAll("[data-ws-open]")] : [];

function walk(step) {
  const here = rows.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
}

if (list) {
  list.querySelectorAll("[data-ws-keys]").forEach((text) => (text.hidden = false));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "n") document.querySelector("[data-ws-new]")?.click();
  });
}
