// The keyboard: arrow keys walk from loket to loket, Space from arrow to arrow at that loket, Enter chooses and, once
// more, opens; Shift with an arrow key moves the loket; Escape clears the choice, and then leaves the picture.

const STEP = 20;   // units of places that a loket moves, at the usual size

export function onKey(picture, event) {
  if (!picture.net || event.ctrlKey || event.metaKey || event.altKey) return;
  const [right, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
  const act = right !== undefined ? () => (event.shiftKey ? push : walk)(picture, right, down) : {
    " ": () => nextArrow(picture), Enter: () => choose(picture), Escape: () => leave(picture),
    "+": () => picture.zoom(1.25), "-": () => picture.zoom(0.8), Home: () => picture.fit(),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

export function tell(picture, before, choice) {
  picture.live.textContent = `${before} ${nameOf(picture, choice)}`;
}

function nameOf(picture, choice) {
  const name = id => picture.at_id.get(id)?.name ?? id;
  if (!choice.arrow) return choice.loket === undefined ? picture.words.nothing : name(choice.loket);
  const [from, to] = choice.arrow, line = picture.lines.find(each => each.from === from && each.to === to);
  return `${name(from)} ${picture.words.to} ${name(to)}${line?.note ? `: ${line.note}` : ""}`;
}

function choose(picture) {
  const { at } = picture;
  if (!at) return;
  if (at.loket !== undefined && picture.at_id.get(at.loket)?.chosen) picture.open(at.loket);
  else picture.pick(at);
}

function leave(picture) {
  picture.tip.hidden = true;
  const chosen = picture.dots.some(dot => dot.chosen), { at } = picture;
  picture.net.unselectAll();
  if (chosen || at?.loket !== undefined || at?.arrow) picture.pick({});
  else picture.host.blur();
}

function standsAt(picture) {
  const at = picture.at ?? {};
  const loket = at.arrow ? picture.base ?? at.arrow[0] : at.loket;
  return loket !== undefined && picture.at_id.has(loket) ? loket : null;
}

function walk(picture, right, down) {
  if (!picture.dots.length) return;
  const here = standsAt(picture);
  show(picture, { loket: here === null ? picture.dots[0].id : nearest(picture, here, right, down) });
}

function nearest(picture, here, right, down) {
  const from = picture.at_id.get(here).spot;
  let best = here, shortest = Infinity;
  for (const { id, spot } of picture.dots) {
    const dx = spot.x - from.x, dy = spot.y - from.y;
    const along = dx * right + dy * down, aside = Math.abs(dx * down) + Math.abs(dy * right);
    if (along > 0 && aside <= along * 1.5 && along + 2 * aside < shortest) { best = id; shortest = along + 2 * aside; }
  }
  return best;
}

function nextArrow(picture) {
  const here = standsAt(picture) ?? picture.dots[0]?.id;
  const lines = picture.lines.filter(line => line.from === here || line.to === here);
  if (!lines.length) return;
  const [from, to] = picture.at?.arrow ?? [];
  const now = lines.findIndex(line => line.from === from && line.to === to);
  const next = lines[(now + 1) % lines.length];
  show(picture, { arrow: [next.from, next.to] }, here);
}

// Moves to a loket or an arrow without choosing it; `base` is the loket of which Space walks the arrows.
export function show(picture, place, base = place.loket) {
  picture.at = place;
  picture.base = base;
  picture.net.setSelection({ nodes: place.arrow ? [] : [place.loket], edges: [] }, { highlightEdges: false });
  intoView(picture, base);
  tell(picture, picture.words.at, place);
}

function intoView({ net, host, at_id }, loket) {
  const { spot } = at_id.get(loket), { x, y } = net.canvasToDOM({ x: spot.x, y: spot.y }), room = 30;
  const isSeen = x > room && y > room && x < host.clientWidth - room && y < host.clientHeight - room;
  if (isSeen) net.redraw();
  else net.moveTo({ position: { x: spot.x, y: spot.y }, animation: false });
}

// What dragging does, for who has no pointer; told to Python once the keys rest.
function push(picture, right, down) {
  const loket = standsAt(picture);
  if (loket === null) return;
  const { spot } = picture.at_id.get(loket), step = STEP * picture.scale;
  picture.net.moveNode(loket, spot.x + right * step, spot.y + down * step);
  clearTimeout(picture.pushing);
  picture.pushing = setTimeout(() => picture.moved([loket]), 600);
}
