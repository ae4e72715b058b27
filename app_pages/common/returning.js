// The way back after the login, whose provider leads to the front page only: the address that was asked for stays in this
// tab while somebody logs in. Nothing but a path of this very site is ever gone to.
const KEPT = "hegao-asked-for";

export default function ({ data }) {
  const root = data.root.replace(/\/+$/, "");
  const atFront = location.pathname.replace(/\/+$/, "") === root;
  if (!data.admitted) {
    if (!atFront || location.search) sessionStorage.setItem(KEPT, location.pathname + location.search);
    return;
  }
  const kept = sessionStorage.getItem(KEPT) ?? "";
  sessionStorage.removeItem(KEPT);
  if (atFront && !location.search && /^\/(?![/\\])/.test(kept)) location.replace(kept);
}
