// Names of lokets and words beside arrows. Where lokets are many, only names that fit: the weightiest first, more of
// them as one zooms in.

import { pointOn } from "./lines.js";

const INK = "#0b0c0c";
const FONT = 15, LEAST = 12;    // in units of places at the usual size; in pixels on screen where lokets are many
const CROWD = 60, MOST = 70, LOOKED_AT = 600;
const WIDE = 22, ROWS = 3;

let face;

export function drawNames(picture, canvas) {
  face ??= getComputedStyle(picture.host).getPropertyValue("--st-font").trim() || "sans-serif";
  const crowd = picture.dots.length > CROWD, scale = picture.net.getScale();
  const size = crowd ? Math.max(FONT * picture.scale * 0.5, LEAST / scale) : Math.round(FONT * picture.scale);
  canvas.save();
  Object.assign(canvas, { font: `${size}px ${face}`, textAlign: "center", lineJoin: "round", lineWidth: size / 4 });
  const moving = picture.dragging || picture.zooming;
  const labels = picture.lines.filter(line => line.label).map(line => labelOf(line, canvas, picture, size));
  for (const [dot, rows] of crowd ? fitting(picture, canvas, size, labels) : picture.dots.map(d => [d, rowsOf(d)])) {
    canvas.globalAlpha = dot.opacity;
    write(canvas, rows, dot.spot.x, dot.spot.y + picture.radius + size * 1.05, size, moving);
  }
  for (const { line, x, y } of labels) {
    canvas.globalAlpha = line.opacity < 0.3 ? line.opacity : 1;
    write(canvas, [line.label], x, y, size, moving);
  }
  canvas.restore();
}

// Where the words beside an arrow stand, on the side to which it bows, and what they cover.
function labelOf(line, canvas, picture, size) {
  const at = pointOn(picture, line, 0.5), dx = line.b.spot.x - line.a.spot.x, dy = line.b.spot.y - line.a.spot.y;
  const length = Math.hypot(dx, dy) || 1, half = canvas.measureText(line.label).width / 2;
  const x = at.x + dy / length * (size * 0.6 + half * 0.8), y = at.y - dx / length * size * 0.8 + size * 0.35;
  return { line, x, y, left: x - half, right: x + half, top: y - size, bottom: y };
}

// The white edge costs most of the time, so it waits until nothing moves.
function write(canvas, rows, x, y, size, moving) {
  canvas.strokeStyle = "#ffffff";
  if (!moving) rows.forEach((row, i) => canvas.strokeText(row, x, y + i * size * 1.15));
  canvas.fillStyle = INK;
  rows.forEach((row, i) => canvas.fillText(row, x, y + i * size * 1.15));
}

// A name over at most three rows, cut where it is very long.
function rowsOf(dot) {
  return dot.rows ??= wrapped(dot.name);
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

// The names that can be written without lying over one another.
function fitting(picture, canvas, size, labels) {
  const taken = [...labels], found = [], { host, net } = picture;
  const a = net.DOMtoCanvas({ x: 0, y: 0 }), b = net.DOMtoCanvas({ x: host.clientWidth, y: host.clientHeight });
  let looked = 0;
  for (const dot of picture.byWeight) {
    const { x, y } = dot.spot;
    if (x < a.x || x > b.x || y < a.y || y > b.y) continue;
    if (found.length >= MOST || (looked += 1) > LOOKED_AT) break;
    const rows = rowsOf(dot), half = Math.max(...rows.map(row => canvas.measureText(row).width)) / 2;
    const box = { left: x - half, right: x + half, top: y, bottom: y + picture.radius + rows.length * size * 1.2 };
    if (taken.some(other => overlap(other, box))) continue;
    taken.push(box);
    found.push([dot, rows]);
  }
  return found;
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
