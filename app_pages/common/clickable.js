// HTML made by the desk, whose places marked data-do tell the page when they are pressed.
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".clickable");
  if (root.shownHtml !== data.html) {
    root.innerHTML = data.html;
    root.shownHtml = data.html;
  }
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
  const pressed = (event, name) => {
    const place = event.target.closest?.(`[data-${name}]`);
    if (place && root.contains(place)) setTriggerValue("done", place.dataset[name]);
  };
  root.onclick = (event) => pressed(event, "do");
  root.onkeydown = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const list = [...root.querySelectorAll("button[data-do]")];
    const next = by && list[list.indexOf(event.target) + by];
    if (!next) return;
    next.focus();
    event.preventDefault();
  };
  root.ondblclick = (event) => pressed(event, "twice");
}
