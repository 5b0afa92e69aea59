// The network picture: draws what Python laid out, and tells Python what a person chose.
//
// Python -> picture: `data` with `engine` (address of vis-network), `nodes`, `edges`, `options`, `height`, `words`.
// Picture -> Python: the trigger "picked", {loket: id} or {arrow: [from, to]} or {} for nothing.
// Every text reaches vis-network or the page as text, never as HTML.

let engine;                       // vis-network is fetched once a page
const PICTURES = new WeakMap();   // one a place on the page

export default function (component) {
  const { data, parentElement } = component;
  engine ??= import(new URL(data.engine, import.meta.url));
  const picture = PICTURES.get(parentElement) ?? begin(parentElement);
  picture.component = component;
  say(picture, data.words);
  engine.then(() => { if (!picture.ended && picture.component === component) draw(picture); });
  return () => end(parentElement);
}

function begin(place) {
  const host = place.querySelector("#net");
  const picture = { host, live: place.querySelector("#live"), place };
  PICTURES.set(place, picture);
  host.addEventListener("keydown", event => onKey(picture, event));
  // The wheel scrolls the page; with Ctrl it zooms the picture.
  host.addEventListener("wheel", event => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true });
  place.querySelector("#in").onclick = () => zoom(picture, 1.25);
  place.querySelector("#out").onclick = () => zoom(picture, 0.8);
  place.querySelector("#fit").onclick = () => fit(picture);
  return picture;
}

function end(place) {
  const picture = PICTURES.get(place);
  if (!picture) return;
  picture.ended = true;
  picture.net?.destroy();
  PICTURES.delete(place);
}

function say(picture, words) {
  picture.words = words;
  picture.host.setAttribute("aria-label", words.picture);
  picture.host.setAttribute("aria-roledescription", words.kind);
  for (const [id, word] of [["in", words.zoom_in], ["out", words.zoom_out], ["fit", words.fit]]) {
    const button = picture.place.querySelector("#" + id);
    button.setAttribute("aria-label", word);
    button.title = word;
  }
  picture.place.querySelector("#fit").textContent = words.fit;
  for (const part of ["back", "flow", "advice", "help"]) {
    picture.place.querySelector(`[data-word=${part}]`).textContent = words[part];
  }
}

// Canvas does not know CSS variables.
function optionsOf(picture) {
  const css = getComputedStyle(picture.host);
  const font = { face: css.getPropertyValue("--st-font").trim() || "sans-serif" };
  const { options } = picture.component.data;
  const merged = part => ({ ...options[part], font: { ...options[part]?.font, ...font } });
  return { ...options, nodes: merged("nodes"), edges: merged("edges") };
}

function draw(picture) {
  const { data } = picture.component;
  picture.host.style.setProperty("--height", data.height + "px");
  if (!picture.net) {
    picture.nodes = new vis.DataSet(data.nodes);
    picture.edges = new vis.DataSet(data.edges);
    picture.sent = new Map(data.nodes.map(node => [node.id, node]));
    picture.net = new vis.Network(picture.host, { nodes: picture.nodes, edges: picture.edges }, optionsOf(picture));
    picture.net.on("click", found => pick(picture, chosenBy(picture, found)));
    picture.net.once("afterDrawing", () => { picture.host.dataset.drawn = "yes"; });
    picture.host.network = picture.net;
    fit(picture);
  } else {
    const before = [...picture.sent.keys()].sort().join();
    picture.net.setOptions(optionsOf(picture));
    syncNodes(picture, data.nodes);
    sync(picture.edges, data.edges);
    if (before !== [...picture.sent.keys()].sort().join()) fit(picture);
  }
  picture.host.dataset.version = data.version;
}

function sync(set, items) {
  const wanted = new Set(items.map(item => item.id));
  set.remove(set.getIds().filter(id => !wanted.has(id)));
  set.update(items.filter(item => JSON.stringify(set.get(item.id)) !== JSON.stringify(item)));
}

// A loket that a person dragged stays there until Python lays it out elsewhere.
function syncNodes(picture, nodes) {
  const next = new Map(nodes.map(node => [node.id, node]));
  picture.nodes.remove(picture.nodes.getIds().filter(id => !next.has(id)));
  for (const node of nodes) {
    const old = picture.sent.get(node.id);
    if (old && JSON.stringify(old) === JSON.stringify(node)) continue;
    const { x, y, ...rest } = node;
    picture.nodes.update(old && old.x === x && old.y === y ? rest : node);
  }
  picture.sent = next;
}

function fit(picture) {
  picture.net?.fit({ animation: false, maxZoomLevel: 1.3 });
  zoom(picture, 0.92);   // room for the words beside arrows
}

function zoom(picture, factor) {
  picture.net?.moveTo({ scale: picture.net.getScale() * factor });
}

function chosenBy(picture, found) {
  if (found.nodes.length) return { loket: found.nodes[0] };
  const edge = found.edges.length ? picture.edges.get(found.edges[0]) : null;
  return edge ? { arrow: [edge.from, edge.to] } : {};
}

function pick(picture, choice) {
  picture.at = choice;
  tell(picture, picture.words.chosen, choice);
  picture.component.setTriggerValue("picked", choice);
}

function nameOf(picture, choice) {
  const label = id => picture.nodes.get(id)?.label ?? id;
  if (choice.arrow) return choice.arrow.map(label).join(` ${picture.words.to} `);
  return choice.loket === undefined ? picture.words.nothing : label(choice.loket);
}

function edgeOf(picture, { arrow }) {
  return arrow && picture.edges.get({ filter: edge => edge.from === arrow[0] && edge.to === arrow[1] })[0];
}

function tell(picture, before, choice) {
  picture.live.textContent = `${before} ${edgeOf(picture, choice)?.title ?? nameOf(picture, choice)}`;
}

// Arrow keys walk from loket to loket, Space from arrow to arrow at that loket, Enter chooses, Escape clears.
function onKey(picture, event) {
  const act = {
    ArrowLeft: () => walk(picture, -1, 0), ArrowRight: () => walk(picture, 1, 0),
    ArrowUp: () => walk(picture, 0, -1), ArrowDown: () => walk(picture, 0, 1),
    " ": () => nextArrow(picture), Enter: () => picture.at && pick(picture, picture.at),
    Escape: () => { picture.net.unselectAll(); pick(picture, {}); },
    "+": () => zoom(picture, 1.25), "-": () => zoom(picture, 0.8), Home: () => fit(picture),
  }[event.key];
  if (!act || !picture.net || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

function standsAt(picture) {
  const at = picture.at ?? {};
  const loket = at.arrow ? picture.base ?? at.arrow[0] : at.loket;
  return loket !== undefined && picture.nodes.get(loket) ? loket : null;
}

function walk(picture, right, down) {
  const ids = picture.nodes.getIds();
  if (!ids.length) return;
  const here = standsAt(picture);
  show(picture, { loket: here === null ? ids[0] : nearest(picture, ids, here, right, down) });
}

function nearest(picture, ids, here, right, down) {
  const at = picture.net.getPositions();
  let best = here, shortest = Infinity;
  for (const id of ids) {
    const dx = at[id].x - at[here].x, dy = at[id].y - at[here].y;
    const along = dx * right + dy * down, aside = Math.abs(dx * down) + Math.abs(dy * right);
    if (along > 0 && aside <= along * 1.5 && along + 2 * aside < shortest) { best = id; shortest = along + 2 * aside; }
  }
  return best;
}

function nextArrow(picture) {
  const here = standsAt(picture) ?? picture.nodes.getIds()[0];
  const arrows = picture.edges.get({ filter: edge => edge.from === here || edge.to === here });
  if (!arrows.length) return;
  const [from, to] = picture.at?.arrow ?? [];
  const now = arrows.findIndex(edge => edge.from === from && edge.to === to);
  const edge = arrows[(now + 1) % arrows.length];
  show(picture, { arrow: [edge.from, edge.to] }, here);
}

// Moves to a loket or an arrow without choosing it; `base` is the loket of which Space walks the arrows.
function show(picture, place, base = place.loket) {
  picture.at = place;
  picture.base = base;
  const edge = edgeOf(picture, place);
  picture.net.setSelection(
    edge ? { nodes: [], edges: [edge.id] } : { nodes: [place.loket], edges: [] }, { highlightEdges: false });
  tell(picture, picture.words.at, place);
}
