// HTML made by the desk, whose places marked data-do tell the page when they are pressed.
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".clickable");
  const held = root.contains(document.activeElement) ? document.activeElement.dataset.do : undefined;
  if (root.shownHtml !== data.html) {
    root.innerHTML = data.html;
    root.shownHtml = data.html;
  }
  const list = [...root.querySelectorAll("button[data-do]")];
  root.querySelectorAll(".chosen").forEach((place) => {
    place.classList.remove("chosen");
    place.removeAttribute("aria-current");
  });
  if (data.chosen) {
    root.querySelectorAll(`[data-do="${CSS.escape(data.chosen)}"]`).forEach((place) => {
      place.classList.add("chosen");
      place.setAttribute("aria-current", "true");
    });
  }
  // One stop for the Tab key, from which the arrows lead on; who stands at a place stays there while the rest changes.
  const stop = (at) => list.forEach((place) => (place.tabIndex = place === at ? 0 : -1));
  const same = held === undefined ? undefined : list.find((place) => place.dataset.do === held);
  stop(same ?? list.find((place) => place.classList.contains("chosen")) ?? list[0]);
  if (same && same !== document.activeElement) same.focus({ preventScroll: true });
  root.onfocusin = (event) => list.includes(event.target) && stop(event.target);
  const pressed = (event, name) => {
    const place = event.target.closest?.(`[data-${name}]`);
    if (place && root.contains(place)) setTriggerValue("done", place.dataset[name]);
  };
  root.onclick = (event) => pressed(event, "do");
  root.onkeydown = (event) => {
    const at = list.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
    const next = at < 0 ? undefined : list[to];
    if (!next) return;
    next.focus();
    event.preventDefault();
  };
  root.ondblclick = (event) => pressed(event, "twice");
}
