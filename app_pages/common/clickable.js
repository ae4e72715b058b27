// HTML made by the desk, whose places marked data-do tell the page when they are pressed.
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".clickable");
  if (root.shownHtml !== data.html) {
    root.innerHTML = data.html;
    root.shownHtml = data.html;
  }
  root.querySelectorAll(".chosen").forEach((place) => place.classList.remove("chosen"));
  if (data.chosen) {
    root.querySelectorAll(`[data-do="${CSS.escape(data.chosen)}"]`).forEach((place) => place.classList.add("chosen"));
  }
  const pressed = (event, name) => {
    const place = event.target.closest?.(`[data-${name}]`);
    if (place && root.contains(place)) setTriggerValue("done", place.dataset[name]);
  };
  root.onclick = (event) => pressed(event, "do");
  root.ondblclick = (event) => pressed(event, "twice");
}
