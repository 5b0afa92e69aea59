// Arrows on the canvas: bowed, so that both directions can be seen; where one is; which one is at a point.
// The same shapes as in app/draw/network_svg.py.

const BEND = 0.22, INK = "#0b0c0c";
const HEAD = 10;               // of an arrow, in units of places, at the usual size
const STRAIGHT = 1000;         // arrows from which one without a counterpart is straight; so many in view have no dashes
const LEAST_HEAD = 2.5;        // pixels on screen under which no head is drawn
const NEAR = 6;                // pixels from an arrow that still are a click on it

export function isAt(picture, line) {
  const arrow = picture.at?.arrow;
  return !!arrow && arrow[0] === line.from && arrow[1] === line.to;
}

// The point towards which an arrow bows; always on the same hand, so that the way back bows the other way.
function bow(picture, line) {
  const { spot: a } = line.a, { spot: b } = line.b, bend = picture.lines.length < STRAIGHT || line.mutual ? BEND : 0;
  return { x: (a.x + b.x) / 2 + (b.y - a.y) * bend, y: (a.y + b.y) / 2 - (b.x - a.x) * bend };
}

function pointOn(picture, line, t) {
  const { spot: a } = line.a, { spot: b } = line.b, c = bow(picture, line), s = 1 - t;
  return { x: s * s * a.x + 2 * s * t * c.x + t * t * b.x, y: s * s * a.y + 2 * s * t * c.y + t * t * b.y };
}

export function middleOf(picture, from, to) {
  const line = picture.lines.find(each => each.from === from && each.to === to);
  return line && pointOn(picture, line, 0.5);
}

export function drawLines(picture, canvas) {
  const scale = picture.net.getScale(), view = viewOf(picture);
  const lines = picture.lines.filter(line => isIn(line, view));
  picture.plain = lines.length >= STRAIGHT;
  canvas.save();
  canvas.lineCap = "butt";
  // The most important come first and must not lie under the rest.
  for (let i = lines.length - 1; i >= 0; i -= 1) drawLine(picture, canvas, lines[i], scale);
  const here = picture.at?.arrow && picture.lines.find(line => isAt(picture, line));
  if (here) drawLine(picture, canvas, here, scale);
  canvas.restore();
}

function viewOf(picture) {
  const { host, net } = picture;
  const a = net.DOMtoCanvas({ x: 0, y: 0 }), b = net.DOMtoCanvas({ x: host.clientWidth, y: host.clientHeight });
  const room = 0.2 * Math.max(b.x - a.x, b.y - a.y);   // an arrow bows outside the box of its ends
  return { left: a.x - room, top: a.y - room, right: b.x + room, bottom: b.y + room };
}

function isIn({ a: { spot: a }, b: { spot: b } }, view) {
  return !(a.x < view.left && b.x < view.left || a.x > view.right && b.x > view.right ||
    a.y < view.top && b.y < view.top || a.y > view.bottom && b.y > view.bottom);
}

function drawLine(picture, canvas, line, scale) {
  const { spot: a } = line.a, { spot: b } = line.b, c = bow(picture, line), here = isAt(picture, line);
  const head = HEAD * picture.scale * 0.6 + 1.6 * line.width, gap = picture.radius + 1;
  const length = Math.hypot(b.x - c.x, b.y - c.y) || 1, ux = (b.x - c.x) / length, uy = (b.y - c.y) / length;
  const hasHead = head * scale >= LEAST_HEAD && length > gap + head;
  const stop = hasHead ? gap + head * 0.8 : 0;
  canvas.globalAlpha = here ? 1 : line.opacity;
  if (here) trace(canvas, a, c, b, ux, uy, stop, line.width + 5 / scale, INK, []);
  trace(canvas, a, c, b, ux, uy, stop, line.width, line.color, picture.plain ? [] : line.dashes);
  if (hasHead) point(canvas, b.x - ux * gap, b.y - uy * gap, ux, uy, head);
}

function trace(canvas, a, c, b, ux, uy, stop, width, color, dashes) {
  canvas.strokeStyle = color;
  canvas.lineWidth = width;
  if (dashes.length) canvas.setLineDash(dashes);
  canvas.beginPath();
  canvas.moveTo(a.x, a.y);
  canvas.quadraticCurveTo(c.x, c.y, b.x - ux * stop, b.y - uy * stop);
  canvas.stroke();
  if (dashes.length) canvas.setLineDash([]);
}

function point(canvas, x, y, ux, uy, head) {
  const half = head * 0.42, bx = x - ux * head, by = y - uy * head;
  canvas.fillStyle = canvas.strokeStyle;
  canvas.beginPath();
  canvas.moveTo(x, y);
  canvas.lineTo(bx - uy * half, by + ux * half);
  canvas.lineTo(bx + uy * half, by - ux * half);
  canvas.fill();
}

// The arrow nearest to a point, if it is near enough; what is faint is passed over where something else is as near.
export function lineAt(picture, spot) {
  const near = NEAR / picture.net.getScale();
  let best = null, shortest = Infinity;
  for (const line of picture.lines) {
    const room = near + line.width / 2, { spot: a } = line.a, { spot: b } = line.b;
    const reach = Math.hypot(b.x - a.x, b.y - a.y) * BEND + room;
    if (spot.x < Math.min(a.x, b.x) - reach || spot.x > Math.max(a.x, b.x) + reach ||
      spot.y < Math.min(a.y, b.y) - reach || spot.y > Math.max(a.y, b.y) + reach) continue;
    const away = distance(picture, line, spot);
    if (away <= room && away < shortest) { best = line; shortest = away; }
  }
  return best;
}

function distance(picture, line, spot) {
  let shortest = Infinity, before = pointOn(picture, line, 0);
  for (let step = 1; step <= 12; step += 1) {
    const next = pointOn(picture, line, step / 12), dx = next.x - before.x, dy = next.y - before.y;
    const along = ((spot.x - before.x) * dx + (spot.y - before.y) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.max(0, Math.min(1, along));
    shortest = Math.min(shortest, Math.hypot(spot.x - before.x - t * dx, spot.y - before.y - t * dy));
    before = next;
  }
  return shortest;
}

export { pointOn };
