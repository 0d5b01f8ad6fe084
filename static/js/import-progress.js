// Moves the bar of an import that is running, and opens its report when it is done. Without this script the page asks for itself again.
const section = document.getElementById("import-progress");

async function look() {
  try {
    const answer = await fetch(section.dataset.address, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { percent, said, is_over: isOver } = await answer.json();
      if (isOver) return location.reload();
      section.querySelector("progress").value = percent;
      section.querySelector("[data-percent]").textContent = `${percent} %`;
      section.querySelector("[data-said]").textContent = said;
    }
  } catch {
    // The network is away for a moment: ask again.
  }
  return setTimeout(look, 2000);
}

if (section) setTimeout(look, 1000);
