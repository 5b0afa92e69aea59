// The network picture: draws what Python laid out, and tells Python what a person did.
//
// Python -> picture: `data` of `app.draw.drawing.payload`, with `engine` (address of vis-network) and `dragged`.
// `others` are lokets that are not drawn but can be searched; whoever picks one gets a picture with it.
// Picture -> Python, as triggers: "picked" {loket: id} or {arrow: [from, to]} or {} for nothing; "opened" {loket: id};
// "moved" {places: {id: [x, y]}} or {reset: true}.
// vis-network keeps lokets, zoom and dragging. Arrows and names are drawn here: thousands of them cost it too much.
// Every text reaches the canvas or the page as text, never as HTML.

import { drawLines, lineAt, middleOf } from "./lines.js";
import { drawNames } from "./names.js";
import { fitAll, frame } from "./frame.js";
import { onKey, show, tell } from "./keys.js";
import { wireSearch } from "./search.js";

const BLUE = "#006fb3", INK = "#0b0c0c", FAINT = 0.18;
const MANY = 400;                 // arrows from which they are left out while things move
const STOUT = 5;                  // dashes of an arrow wider than this are longer too
const REST = 120, HOLD = 450;     // ms: a pointer at rest; two clicks are one double click

let engine;                       // vis-network is fetched once a page
const PICTURES = new WeakMap();   // one a place on the page

export default function (component) {
  const { data, parentElement } = component;
  engine ??= import(new URL(data.engine, import.meta.url));
  const picture = PICTURES.get(parentElement) ?? begin(parentElement);
  picture.component = component;
  say(picture, data);
  engine.then(() => { if (!picture.ended && picture.component === component) draw(picture); });
  return () => end(parentElement);
}

function begin(place) {
  const find = id => place.querySelector("#" + id);
  const host = find("net");
  const picture = { host, place, live: find("live"), tip: find("tip"), find, sent: new Map() };
  Object.assign(picture, { pick: choice => pick(picture, choice), open: loket => open(picture, loket),
    moved: ids => moved(picture, ids), fit: () => fitAll(picture), zoom: factor => zoom(picture, factor) });
  PICTURES.set(place, picture);
  host.addEventListener("keydown", event => onKey(picture, event));
  // The wheel scrolls the page; with Ctrl it zooms the picture.
  host.addEventListener("wheel", event => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true });
  // The browser's own double click, which follows the pace that a person has set; vis-network's is a fixed one.
  host.addEventListener("dblclick", event => doubleClicked(picture, event));
  host.addEventListener("pointermove", event => hover(picture, event));
  host.addEventListener("pointerleave", () => hush(picture));
  find("in").onclick = () => zoom(picture, 1.25);
  find("out").onclick = () => zoom(picture, 0.8);
  find("fit").onclick = () => fitAll(picture);
  find("reset").onclick = () => picture.component.setTriggerValue("moved", { reset: true });
  wireSearch(picture);
  return picture;
}

function end(place) {
  const picture = PICTURES.get(place);
  if (!picture) return;
  picture.ended = true;
  picture.net?.destroy();
  PICTURES.delete(place);
}

function say(picture, { words, legend, opens, dragged }) {
  const { host, find } = picture;
  picture.words = words;
  host.setAttribute("aria-label", words.picture);
  host.setAttribute("aria-roledescription", words.kind);
  for (const [id, word] of [["in", words.zoom_in], ["out", words.zoom_out], ["fit", words.fit], ["reset", words.reset]]) {
    find(id).setAttribute("aria-label", word);
    find(id).title = word;
  }
  for (const id of ["fit", "reset"]) find(id).textContent = words[id];
  find("reset").hidden = !dragged;
  find("find-word").textContent = words.find;
  find("help").textContent = [words.help, words.keys, opens ? words.open : ""].join(" ");
  for (const look of ["back", "flow", "advice"]) {
    const item = picture.place.querySelector(`[data-look=${look}]`);
    item.hidden = !legend[look];
    item.lastElementChild.textContent = legend[look] ?? "";
  }
}

// The columns that Python sent, as lokets and arrows.
function read(picture, { dots, lines, looks, scale, radius }) {
  Object.assign(picture, { scale, radius });
  picture.dots = dots.id.map((id, i) => ({ id, name: dots.name[i], x: dots.x[i], y: dots.y[i], weight: 0, opacity: 1,
    chosen: false }));
  attach(picture);
  dots.chosen.forEach(i => { picture.dots[i].chosen = true; });
  dots.faint.forEach(i => { picture.dots[i].opacity = FAINT; });
  picture.at_id = new Map(picture.dots.map(dot => [dot.id, dot]));
  const both = new Set(lines.from.map((from, i) => from * dots.id.length + lines.to[i]));
  picture.lines = lines.from.map((from, i) => ({
    from: dots.id[from], to: dots.id[lines.to[i]], a: picture.dots[from], b: picture.dots[lines.to[i]],
    width: lines.width[i], opacity: lines.opacity[i], color: looks[lines.look[i]].color,
    dashes: looks[lines.look[i]].dashes.map(length => length * Math.max(1, lines.width[i] / STOUT)),
    label: lines.label[i], note: lines.notes[lines.note[i]],
    mutual: both.has(lines.to[i] * dots.id.length + from),
  }));
  for (const line of picture.lines) { line.a.weight += line.width; line.b.weight += line.width; }
  picture.many = picture.lines.length >= MANY;
  picture.byWeight = [...picture.dots].sort((a, b) => b.chosen - a.chosen || b.weight - a.weight);
}

function draw(picture) {
  const { data } = picture.component, { host } = picture;
  host.style.setProperty("--height", data.height + "px");
  const before = [...picture.sent.keys()].sort().join("\u0001");
  read(picture, data);
  if (!picture.net) create(picture);
  else {
    sync(picture);
    if (before !== [...picture.sent.keys()].sort().join("\u0001")) frame(picture);
    else picture.net.redraw();
  }
  if (picture.at_id.has(picture.wanted)) { show(picture, { loket: picture.wanted }); picture.wanted = null; }
  host.dataset.version = data.version;
}

function create(picture) {
  const { host } = picture;
  picture.nodes = new vis.DataSet(picture.dots.map(dot => nodeOf(picture, dot)));
  picture.dots.forEach(dot => picture.sent.set(dot.id, dot));
  picture.net = new vis.Network(host, { nodes: picture.nodes, edges: [] }, optionsOf(picture));
  attach(picture);
  const { net } = picture;
  net.on("beforeDrawing", canvas => { if (!isBusy(picture)) drawLines(picture, canvas); });
  net.on("afterDrawing", canvas => { if (!isBusy(picture)) drawNames(picture, canvas); });
  net.once("afterDrawing", () => { host.dataset.drawn = "yes"; });
  net.on("click", found => clicked(picture, found));
  net.on("dragStart", () => { picture.dragging = true; hush(picture); });
  net.on("dragEnd", found => { picture.dragging = false; net.redraw(); if (found.nodes.length) moved(picture, found.nodes); });
  net.on("zoom", () => zooming(picture));
  // For tests, which drive the picture as a person does but cannot see where things are.
  Object.assign(host, { network: net, picture, middleOf: (from, to) => middleOf(picture, from, to) });
  frame(picture);
}

function optionsOf(picture) {
  const shown = { background: BLUE, border: INK };
  return {
    physics: false,
    layout: { improvedLayout: false, randomSeed: 1 },
    nodes: { shape: "dot", size: picture.radius, borderWidth: 1, borderWidthSelected: 4, shadow: false,
      scaling: { label: false }, color: { background: BLUE, border: BLUE, highlight: shown, hover: shown } },
    edges: { smooth: false },
    interaction: { hover: false, tooltipDelay: 1e6, selectConnectedEdges: false, hoverConnectedEdges: false,
      multiselect: false, zoomSpeed: 0.6 },
  };
}

// Most lokets look alike: only what differs is said of one.
function nodeOf(picture, { id, x, y, chosen, opacity }) {
  return chosen || opacity < 1 ? { id, x, y, ...lookOf({ chosen, opacity }) } : { id, x, y };
}

function lookOf({ chosen, opacity }) {
  return { opacity, borderWidth: chosen ? 4 : 1, color: { background: BLUE, border: chosen ? INK : BLUE } };
}

// Where a loket is now, also while it is dragged: vis-network's own record of it, once there is one.
function attach({ dots, net }) {
  for (const dot of dots) dot.spot = net?.body.nodes[dot.id] ?? dot;
}

// A loket that a person dragged stays there until Python lays it out elsewhere.
function sync(picture) {
  const { nodes, sent, at_id } = picture;
  const gone = [...sent.keys()].filter(id => !at_id.has(id));
  if (gone.length) nodes.remove(gone);
  const changed = [];
  for (const dot of picture.dots) {
    const old = sent.get(dot.id);
    if (!old) { changed.push({ id: dot.id, x: dot.x, y: dot.y, ...lookOf(dot), size: picture.radius }); continue; }
    const there = old.x === dot.x && old.y === dot.y, alike = old.chosen === dot.chosen && old.opacity === dot.opacity;
    if (there && alike && picture.radius === picture.drawnRadius) continue;
    changed.push({ id: dot.id, ...(there ? {} : { x: dot.x, y: dot.y }), ...lookOf(dot), size: picture.radius });
  }
  picture.drawnRadius = picture.radius;
  if (changed.length) nodes.update(changed);
  picture.sent = new Map(picture.dots.map(dot => [dot.id, dot]));
  attach(picture);
}

// With very many, arrows and names are left out while things move.
function isBusy(picture) {
  return picture.many && (picture.dragging || picture.zooming);
}

function zooming(picture) {
  clearTimeout(picture.zooming);
  hush(picture);
  picture.zooming = setTimeout(() => { picture.zooming = null; picture.net?.redraw(); }, 250);
}

function zoom(picture, factor) {
  picture.net?.moveTo({ scale: picture.net.getScale() * factor, animation: false });
}

function clicked(picture, found) {
  picture.host.focus({ preventScroll: true });
  const line = found.nodes.length ? null : lineAt(picture, found.pointer.canvas);
  pick(picture, found.nodes.length ? { loket: found.nodes[0] } : line ? { arrow: [line.from, line.to] } : {});
}

// The second click of a double click says nothing new.
function pick(picture, choice) {
  const now = performance.now(), said = JSON.stringify(choice);
  picture.at = choice;
  tell(picture, picture.words.chosen, choice);
  if (picture.picked?.said === said && now - picture.picked.when < HOLD) return;
  picture.picked = { said, when: now };
  picture.component.setTriggerValue("picked", choice);
}

function open(picture, loket) {
  if (picture.component.data.opens) picture.component.setTriggerValue("opened", { loket });
}

function moved(picture, ids) {
  const at = picture.net.getPositions(ids);
  const places = Object.fromEntries(Object.entries(at).map(([id, { x, y }]) => [id, [Math.round(x), Math.round(y)]]));
  picture.live.textContent = `${picture.words.moved} ${ids.map(id => picture.at_id.get(id)?.name ?? id).join(", ")}`;
  picture.component.setTriggerValue("moved", { places });
}

function doubleClicked(picture, event) {
  const loket = picture.net?.getNodeAt(spotOf(picture, event));
  if (loket !== undefined) open(picture, loket);
}

function spotOf({ host }, event) {
  const box = host.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

// Words at the pointer, once it rests.
function hover(picture, event) {
  hush(picture);
  if (picture.dragging || !picture.net) return;
  const { x, y } = spotOf(picture, event);
  picture.resting = setTimeout(() => showTip(picture, x, y), REST);
}

function showTip(picture, x, y) {
  if (picture.ended) return;
  const { net, tip, host } = picture, loket = net.getNodeAt({ x, y });
  const line = loket === undefined ? lineAt(picture, net.DOMtoCanvas({ x, y })) : null;
  host.style.cursor = loket !== undefined || line ? "pointer" : "";
  if (loket === undefined && !line) return;
  tip.textContent = line ? `${line.a.name} ${picture.words.to} ${line.b.name}: ${line.note}` : picture.at_id.get(loket)?.name;
  tip.hidden = false;
  const left = Math.min(x + 14, host.clientWidth - tip.offsetWidth - 6), below = y + 16;
  tip.style.left = `${Math.max(4, left)}px`;
  tip.style.top = `${below + tip.offsetHeight > host.clientHeight ? Math.max(4, y - tip.offsetHeight - 10) : below}px`;
}

function hush(picture) {
  clearTimeout(picture.resting);
  picture.tip.hidden = true;
}
