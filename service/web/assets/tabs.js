// Tabs as the ARIA authoring practices have them: arrow keys move, the selected one is in the tab order.

/** Selects the tab with this id and shows its panel. */
export function select(id) {
  const tab = document.getElementById(id);
  for (const other of tab.parentElement.children) {
    const isSelected = other === tab;
    other.setAttribute("aria-selected", String(isSelected));
    other.tabIndex = isSelected ? 0 : -1;
    document.getElementById(other.getAttribute("aria-controls")).hidden = !isSelected;
  }
  tab.dispatchEvent(new CustomEvent("shown", { bubbles: true }));
}

function move(event) {
  const tabs = [...event.currentTarget.children];
  const now = tabs.indexOf(document.activeElement);
  const places = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 };
  if (!(event.key in places)) return;
  event.preventDefault();
  const next = tabs.at(places[event.key] % tabs.length);
  select(next.id);
  next.focus();
}

for (const list of document.querySelectorAll('[role="tablist"]')) {
  list.addEventListener("keydown", move);
  list.addEventListener("click", (event) => event.target.role === "tab" && select(event.target.id));
}
