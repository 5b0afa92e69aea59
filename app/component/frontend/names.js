// Names of lokets and words beside arrows: those that fit, the weightiest first, more of them as one zooms in.

import { placed } from "./placing.js";

const INK = "#0b0c0c";
const FONT = 15, LEAST = 12;    // in units of places at the usual size; in pixels on screen, however far one zooms out
const CROWD = 60, MOST = 70, LOOKED_AT = 600;
const WIDE = 22, ROWS = 3;

let face;

export function drawNames(picture, canvas) {
  face ??= getComputedStyle(picture.host).getPropertyValue("--st-font").trim() || "sans-serif";
  picture.crowd = CROWD;
  const size = sizeOf(picture, picture.net.getScale());
  canvas.save();
  Object.assign(canvas, { font: `${size}px ${face}`, textAlign: "center", lineJoin: "round", lineWidth: size / 4 });
  const moving = picture.dragging || picture.zooming;
  const { names, labels } = placed(picture, canvas, size, seen(picture));
  names.splice(MOST);
  picture.words_at = [...names, ...labels];   // for tests
  picture.size = size;
  for (const { dot, rows, x, y } of names) {
    canvas.globalAlpha = dot.opacity;
    write(canvas, rows, x, y, size, moving);
  }
  for (const { line, rows, x, y } of labels) {
    canvas.globalAlpha = line.opacity < 0.3 ? line.opacity : 1;
    write(canvas, rows, x, y, size, moving);
  }
  canvas.restore();
}

// How large words are, in units of places: on screen never too small to read.
function sizeOf(picture, scale) {
  const usual = FONT * picture.scale;
  return Math.max(picture.dots.length > CROWD ? usual / 2 : usual, LEAST / scale);
}

// The zoom from which words have their usual size.
export function readable(picture) {
  return LEAST / (FONT * picture.scale);
}

// The white edge costs most of the time, so it waits until nothing moves.
function write(canvas, rows, x, y, size, moving) {
  canvas.strokeStyle = "#ffffff";
  if (!moving) rows.forEach((row, i) => canvas.strokeText(row, x, y + i * size * 1.15));
  canvas.fillStyle = INK;
  rows.forEach((row, i) => canvas.fillText(row, x, y + i * size * 1.15));
}

function wrapped(name) {
  const rows = [""];
  for (const word of name.split(/\s+/)) {
    const longer = rows.at(-1) ? `${rows.at(-1)} ${word}` : word;
    if (longer.length <= WIDE || !rows.at(-1)) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  const cut = rows.slice(0, ROWS).map(row => row.length > WIDE + 4 ? row.slice(0, WIDE) + "…" : row);
  if (rows.length > ROWS) cut[ROWS - 1] += "…";
  return cut;
}

// The lokets in view that may get their name, a name over at most three rows.
function seen(picture) {
  const { host, net } = picture, found = [];
  const a = net.DOMtoCanvas({ x: 0, y: 0 }), b = net.DOMtoCanvas({ x: host.clientWidth, y: host.clientHeight });
  for (const dot of picture.byWeight.slice(0, LOOKED_AT)) {
    const { x, y } = dot.spot;
    if (x < a.x || x > b.x || y < a.y || y > b.y) continue;
    dot.rows ??= wrapped(dot.name);
    found.push(dot);
    if (found.length >= 4 * MOST) break;
  }
  return found;
}
