// The tabs of the side: which one is open is kept in this browser.
const kept = `medmgr-tab-${document.body.dataset.hospital}`;
const tabs = () => [...document.querySelectorAll("#tabs [role=tab]")];
let open = sessionStorage.getItem(kept);

export function selectTab(name = open) {
  const all = tabs();
  const chosen = all.find((tab) => tab.dataset.tab === name) ?? all[0];
  open = chosen.dataset.tab;
  sessionStorage.setItem(kept, open);
  for (const tab of all) {
    const isOpen = tab === chosen;
    tab.setAttribute("aria-selected", String(isOpen));
    tab.tabIndex = isOpen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !isOpen;
  }
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab]");
  if (tab) {
    selectTab(tab.dataset.tab);
  }
});
document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.("[role=tab]");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (tab && (step || event.key === "Home" || event.key === "End")) {
    const all = tabs();
    const next = event.key === "Home" ? all[0] : event.key === "End" ? all.at(-1) : all[(all.indexOf(tab) + step + all.length) % all.length];
    selectTab(next.dataset.tab);
    next.focus();
    event.preventDefault();
  }
});
