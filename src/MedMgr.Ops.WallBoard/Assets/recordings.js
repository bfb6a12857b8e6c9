// Two recordings chosen in the list go side by side.
const button = document.getElementById("beside");
const said = document.getElementById("picked");
const boxes = [...document.querySelectorAll('input[name="with"]')];
const chosen = () => boxes.filter((b) => b.checked).map((b) => b.value);

function show() {
  const now = chosen();
  button.disabled = now.length !== 2;
  said.textContent = now.length === 2 ? `${now[0]} beside ${now[1]}` : now.length < 2 ? "Choose two with “beside”." : "Choose two, not more.";
}

if (button) {
  for (const box of boxes) {
    box.addEventListener("change", show);
  }
  button.addEventListener("click", () => {
    const [a, b] = chosen();
    location.href = `/replay/${encodeURIComponent(a)}/with/${encodeURIComponent(b)}`;
  });
  show();
}
