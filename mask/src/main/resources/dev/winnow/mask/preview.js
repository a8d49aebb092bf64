const boxes = document.getElementById("boxes");
const tags = document.getElementById("tags");
const percent = share => Math.round(100 * share) + " %";
const ended = document.getElementById("ended");
const events = new EventSource("events");
events.onerror = () => {
  ended.hidden = false;
  boxes.replaceChildren();
};
events.onopen = () => {
  if (!ended.hidden) {
    ended.hidden = true;
    document.getElementById("video").src = "frames?" + Date.now();
  }
};
events.onmessage = event => {
  const said = JSON.parse(event.data);
  document.getElementById("frames").textContent = said.frames.toLocaleString("en");
  document.getElementById("whole").textContent = said.whole.toLocaleString("en");
  if (!said.tags) {
    return;
  }
  boxes.replaceChildren(...said.tags.map(tag => {
    const box = document.createElement("div");
    box.className = "box" + (tag.top < .06 ? " low" : "") + (tag.left > .8 ? " far" : "");
    for (const side of ["left", "top", "width", "height"]) box.style[side] = 100 * tag[side] + "%";
    const name = document.createElement("span");
    name.textContent = tag.label + " " + percent(tag.score);
    box.append(name);
    return box;
  }));
  const rows = said.tags.map(tag => {
    const row = document.createElement("tr");
    for (const text of [tag.label, percent(tag.score)]) {
      const cell = document.createElement("td");
      cell.textContent = text;
      row.append(cell);
    }
    return row;
  });
  if (!rows.length) {
    const row = document.createElement("tr");
    row.innerHTML = "<td>Nothing</td>";
    rows.push(row);
  }
  tags.replaceChildren(...rows);
};
